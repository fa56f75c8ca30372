/** How the library writes files: whole or not at all. */
@NullMarked
package dev.marigold.internal.file;

import org.jspecify.annotations.NullMarked;
