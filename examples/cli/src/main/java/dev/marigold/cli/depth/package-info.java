/** {@code marigold depth}: pictures in, depth maps out, relative or in metres. */
@NullMarked
package dev.marigold.cli.depth;

import org.jspecify.annotations.NullMarked;
