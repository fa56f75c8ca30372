package dev.marigold.calibration;

import static java.util.Objects.requireNonNull;

import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MetricRange;
import dev.marigold.tensor.FloatTensor;

/**
 * How predicted values become metres.
 *
 * @param domain what is affine to the value
 * @param scale greater than 0; metres or 1/metres per unit of the value
 * @param shift finite; metres or 1/metres at value 0
 */
public record DepthTransform(CalibrationDomain domain, double scale, double shift) {
    /**
     * Creates a transform.
     *
     * @throws IllegalArgumentException if the scale is not positive or a number is not finite
     */
    public DepthTransform {
        requireNonNull(domain, "domain");
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("scale must be finite and > 0, got " + scale);
        }
        if (!Double.isFinite(shift)) {
            throw new IllegalArgumentException("shift must be finite, got " + shift);
        }
    }

    /**
     * Returns the transform that takes value 0 to one depth and value 1 to another: an assumption where nothing is known.
     *
     * @param near metres, greater than 0
     * @param far metres, greater than {@code near}, at most {@link Float#MAX_VALUE}: maps are in single precision
     * @throws IllegalArgumentException if a depth is outside its range
     */
    public static DepthTransform between(double near, double far) {
        if (!(near > 0 && Double.isFinite(near))) {
            throw new IllegalArgumentException("near must be finite and > 0, got " + near);
        }
        if (!(far > near && far <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "far must be > near " + near + " and at most " + Float.MAX_VALUE + ", got " + far);
        }
        return of(new MetricRange(near, far));
    }

    /** Returns the transform of a checkpoint whose depth is absolute ({@code checkpoint.pipeline().range()}). */
    public static DepthTransform of(MetricRange range) {
        return new DepthTransform(CalibrationDomain.DEPTH, range.far() - range.near(), range.near());
    }

    /** Returns the depth in metres that a value stands for; NaN if that is not a finite depth in front of the camera. */
    public double metresAt(double value) {
        double metres = domain.of(scale * value + shift);
        return metres > 0 && Double.isFinite(metres) ? metres : Double.NaN;
    }

    /** Returns a prediction in metres, with its uncertainty if it has one. */
    public MetricDepth apply(DepthPrediction prediction) {
        FloatTensor metres = metres(prediction.depth());
        return prediction
                .uncertainty()
                .map(uncertainty -> MetricDepth.of(metres, uncertainty(uncertainty, metres)))
                .orElseGet(() -> MetricDepth.of(metres));
    }

    /**
     * Returns values in metres.
     *
     * @param values shape {@code [H, W]}
     * @throws IllegalArgumentException if the shape is another
     */
    public MetricDepth apply(FloatTensor values) {
        return MetricDepth.of(metres(values));
    }

    private FloatTensor metres(FloatTensor values) {
        float[] metres = values.toArray();
        for (int i = 0; i < metres.length; i++) {
            metres[i] = (float) metresAt(metres[i]);
        }
        return FloatTensor.wrap(values.shape(), metres);
    }

    private FloatTensor uncertainty(FloatTensor uncertainty, FloatTensor metres) {
        float[] result = uncertainty.toArray();
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (scale * result[i] / domain.slopeAt(metres.get(i)));
        }
        return FloatTensor.wrap(uncertainty.shape(), result);
    }
}
