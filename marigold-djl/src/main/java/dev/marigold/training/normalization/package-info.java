/** What the network is to predict: normalised depth and where it counts. Pure Java. */
@NullMarked
package dev.marigold.training.normalization;

import org.jspecify.annotations.NullMarked;
