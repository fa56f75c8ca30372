/**
 * What users call: {@link dev.marigold.DepthEstimator} turns a picture into a depth map. Plugins are found by name or given as objects;
 * nothing here computes.
 *
 * <pre>{@code
 * try (DepthEstimator estimator =
 *         DepthEstimator.builder().checkpoint("hf:prs-eth/marigold-depth-v1-1").build()) {
 *     DepthPrediction prediction = estimator.estimate(image);
 * }
 * }</pre>
 */
@NullMarked
package dev.marigold;

import org.jspecify.annotations.NullMarked;
