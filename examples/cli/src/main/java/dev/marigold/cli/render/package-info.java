/** {@code marigold render}: synthetic scenes with depth, to train on. */
@NullMarked
package dev.marigold.cli.render;

import org.jspecify.annotations.NullMarked;
