package dev.marigold.ensemble;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** The reduction of aligned members in the scale of the alignment. */
final class Merged {
    /** A range below it is taken for none, as in the published pipelines. */
    private static final float SMALLEST_RANGE = 1e-6f;

    private final Shape shape;
    private final float[] values;
    private final float[] spread;

    private Merged(Members members) {
        shape = Shape.of(members.height(), members.width());
        values = new float[members.pixels()];
        spread = new float[members.pixels()];
    }

    static Merged of(Members members, Alignment alignment, Reduction reduction) {
        Merged merged = new Merged(members);
        SortingNetwork network = new SortingNetwork(alignment.count());
        Blocks.forEach(members.pixels(), (task, from, to) -> {
            Rows rows = new Rows(alignment.count(), network);
            for (int pixel = from; pixel < to; pixel += Rows.LENGTH) {
                int length = Math.min(Rows.LENGTH, to - pixel);
                rows.load(members, alignment, pixel, length);
                rows.sort(length);
                reduction.reduce(rows, merged.values, pixel, length);
                reduction.spread(rows, merged.spread, pixel, length);
            }
        });
        return merged;
    }

    EnsembleResult asTheyAre() {
        return new EnsembleResult(FloatTensor.wrap(shape, values), FloatTensor.wrap(shape, spread));
    }

    /**
     * Brings the values into the unit range as far as the invariance allows, and the spread with them; takes the arrays over. Where there is no
     * range, the spread keeps the scale of the alignment: divided by next to nothing it would say more than the members do.
     */
    EnsembleResult normalised(AffineInvariance invariance) {
        return switch (invariance) {
            case NONE -> asTheyAre();
            case SCALE -> over(0, maximum());
            case SCALE_AND_SHIFT -> over(minimum(), maximum());
        };
    }

    private EnsembleResult over(float low, float high) {
        boolean hasRange = high - low >= SMALLEST_RANGE;
        float range = hasRange ? high - low : SMALLEST_RANGE;
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - low) / range;
            spread[i] = hasRange ? spread[i] / range : spread[i];
        }
        return asTheyAre();
    }

    private float minimum() {
        float minimum = values[0];
        for (float value : values) {
            minimum = Math.min(minimum, value);
        }
        return minimum;
    }

    private float maximum() {
        float maximum = values[0];
        for (float value : values) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }
}
