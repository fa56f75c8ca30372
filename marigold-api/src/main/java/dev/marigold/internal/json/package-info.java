/** How the library reads JSON that others have written: strictly, and no more of it than fits into memory. */
@NullMarked
package dev.marigold.internal.json;

import org.jspecify.annotations.NullMarked;
