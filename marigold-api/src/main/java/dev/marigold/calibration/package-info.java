/**
 * From affine-invariant predictions to metres: {@link dev.marigold.calibration.MetricCalibration} finds scale and shift from a few known
 * depths, {@link dev.marigold.calibration.MetricDepth} is the result. Nothing here knows a camera; that is
 * {@code dev.marigold.geometry}.
 */
@NullMarked
package dev.marigold.calibration;

import org.jspecify.annotations.NullMarked;
