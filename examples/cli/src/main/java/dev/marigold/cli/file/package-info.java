/** How every command writes the files that it is asked for. */
@NullMarked
package dev.marigold.cli.file;

import org.jspecify.annotations.NullMarked;
