/** How every command writes the files and folders that it is asked for. */
@NullMarked
package dev.marigold.cli.file;

import org.jspecify.annotations.NullMarked;
