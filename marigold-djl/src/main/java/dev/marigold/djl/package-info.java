/** Reserved for the DJL/PyTorch engine and the fine-tuning protocol; there is nothing here yet. */
@NullMarked
package dev.marigold.djl;

import org.jspecify.annotations.NullMarked;
