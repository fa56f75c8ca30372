package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The metrics of one depth map. Immutable.
 */
public final class DepthScores {
    private final double[] values;

    private DepthScores(double[] values) {
        this.values = values;
    }

    /**
     * Judges a depth map by every metric, in one pass with sums in double precision.
     *
     * @param depth {@code [H, W]}, metres, the size of the ground truth, finite and positive in its valid pixels
     * @throws IllegalArgumentException if the sizes differ, no pixel is valid, or a valid pixel has a depth or a ground truth that is not
     *     finite and positive
     */
    public static DepthScores of(FloatTensor depth, GroundTruth truth) {
        if (!depth.shape().equals(truth.depth().shape())) {
            throw new IllegalArgumentException("depth must have the shape of the ground truth, "
                    + truth.depth().shape() + ", got " + depth.shape());
        }
        return new DepthScores(DepthErrors.means(depth, truth));
    }

    /** Returns scores that were computed before; metrics without an entry are unknown. */
    static DepthScores of(Map<DepthMetric, Double> values) {
        double[] array = new double[DepthMetric.values().length];
        Arrays.fill(array, Double.NaN);
        values.forEach((metric, value) -> array[metric.ordinal()] = value);
        return new DepthScores(array);
    }

    /** Returns one metric; NaN if it was not among those that were recorded. */
    public double get(DepthMetric metric) {
        return values[metric.ordinal()];
    }

    /** Returns these scores without the metrics that are not in {@code metrics}. */
    DepthScores only(Collection<DepthMetric> metrics) {
        Map<DepthMetric, Double> kept = new EnumMap<>(DepthMetric.class);
        metrics.forEach(metric -> kept.put(metric, get(metric)));
        return of(kept);
    }

    /** Returns the metrics that are known, in their order. */
    public Map<DepthMetric, Double> toMap() {
        Map<DepthMetric, Double> map = new EnumMap<>(DepthMetric.class);
        for (DepthMetric metric : DepthMetric.values()) {
            if (!Double.isNaN(get(metric))) {
                map.put(metric, get(metric));
            }
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DepthScores that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "DepthScores[", "]");
        toMap().forEach((metric, value) -> text.add(metric.id() + " " + value));
        return text.toString();
    }
}
