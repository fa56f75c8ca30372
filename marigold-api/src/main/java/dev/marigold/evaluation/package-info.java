/**
 * How good predictions are: alignment, metrics, and runs over whole data sets with resumption, confidence intervals and paired
 * comparison. It reads data sets and judges maps; it neither knows a network nor draws pictures.
 */
@NullMarked
package dev.marigold.evaluation;

import org.jspecify.annotations.NullMarked;
