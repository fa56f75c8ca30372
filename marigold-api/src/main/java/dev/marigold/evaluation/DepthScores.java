package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The metrics of one depth map. Immutable.
 */
public final class DepthScores {
    private final Map<DepthMetric, Double> values;

    private DepthScores(Map<DepthMetric, Double> values) {
        this.values = Collections.unmodifiableMap(values);
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
        Map<DepthMetric, Double> copy = new EnumMap<>(DepthMetric.class);
        copy.putAll(values);
        return new DepthScores(copy);
    }

    /** Returns one metric; NaN if it was not among those that were recorded. */
    public double get(DepthMetric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /** Returns these scores without the metrics that are not in {@code metrics}. */
    DepthScores only(Collection<DepthMetric> metrics) {
        Map<DepthMetric, Double> kept = new EnumMap<>(DepthMetric.class);
        kept.putAll(values);
        kept.keySet().retainAll(metrics);
        return new DepthScores(kept);
    }

    /** Returns the metrics that are known, in their order. */
    public Map<DepthMetric, Double> toMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DepthScores that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "DepthScores[", "]");
        values.forEach((metric, value) -> text.add(metric.id() + " " + value));
        return text.toString();
    }
}
