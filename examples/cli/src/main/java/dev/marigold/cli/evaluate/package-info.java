/** {@code marigold evaluate} and {@code marigold compare}: how good predictions are, and which of two runs is better. */
@NullMarked
package dev.marigold.cli.evaluate;

import org.jspecify.annotations.NullMarked;
