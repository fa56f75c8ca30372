/** How the library writes files: whole or not at all, and one run at a time. */
@NullMarked
package dev.marigold.internal.file;

import org.jspecify.annotations.NullMarked;
