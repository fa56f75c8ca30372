package dev.marigold.evaluation;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The metrics of one map of surface normals. The published evaluation rounds each to four decimals and averages over pictures; other
 * packages (DSINE) average over pixels. Immutable.
 */
public final class NormalsScores {
    /** As torch.nn.functional.cosine_similarity: shorter vectors count as this long. */
    private static final double SHORTEST = 1e-8;

    private final Map<NormalsMetric, Double> values;

    private NormalsScores(Map<NormalsMetric, Double> values) {
        this.values = values;
    }

    /**
     * Judges a map of normals where the truth is not the zero vector. Vectors may have any length; a predicted zero vector is 90 degrees
     * away from everything.
     *
     * @param prediction {@code [3, H, W]}, finite in valid pixels
     * @param truth {@code [3, H, W]}
     * @throws IllegalArgumentException if the shapes are others, no pixel is valid, or a valid pixel is not finite
     */
    public static NormalsScores of(FloatTensor prediction, FloatTensor truth) {
        Shape shape = truth.shape();
        if (shape.rank() != 3 || shape.extent(0) != 3 || !prediction.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "prediction and truth must have one shape [3, H, W], got " + prediction.shape() + " and " + shape);
        }
        double[] angles = angles(prediction, truth, shape.extent(1) * shape.extent(2));
        if (angles.length == 0) {
            throw new IllegalArgumentException("truth must have at least one normal that is not zero, got none");
        }
        Arrays.sort(angles);
        Map<NormalsMetric, Double> values = new EnumMap<>(NormalsMetric.class);
        for (NormalsMetric metric : NormalsMetric.values()) {
            values.put(metric, metric.of(angles));
        }
        return new NormalsScores(values);
    }

    private static double[] angles(FloatTensor prediction, FloatTensor truth, int pixels) {
        double[] angles = new double[pixels];
        int count = 0;
        for (int i = 0; i < pixels; i++) {
            double length = length(truth, i, pixels);
            if (length != 0) {
                double dot = 0;
                for (int c = 0; c < 3; c++) {
                    dot += (double) prediction.get(c * pixels + i) * truth.get(c * pixels + i);
                }
                double cosine = dot / (Math.max(length, SHORTEST) * Math.max(length(prediction, i, pixels), SHORTEST));
                if (!Double.isFinite(cosine)) {
                    throw new IllegalArgumentException(
                            "normals must be finite where the truth is valid, got others at pixel " + i);
                }
                angles[count++] = Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
            }
        }
        return Arrays.copyOf(angles, count);
    }

    private static double length(FloatTensor normals, int pixel, int pixels) {
        double x = normals.get(pixel);
        double y = normals.get(pixels + pixel);
        double z = normals.get(2 * pixels + pixel);
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Returns one metric: degrees, or a percentage in [0, 100]. */
    public double get(NormalsMetric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "NormalsScores[", "]");
        for (NormalsMetric metric : NormalsMetric.values()) {
            text.add(metric.id() + " " + get(metric));
        }
        return text.toString();
    }
}
