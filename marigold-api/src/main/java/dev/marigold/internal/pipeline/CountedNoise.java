package dev.marigold.internal.pipeline;

import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Passes draws on and counts them. Confined to one thread. */
public final class CountedNoise implements NoiseSource {
    private final NoiseSource source;
    private int draws;

    /** Creates the counter of a source. */
    public CountedNoise(NoiseSource source) {
        this.source = source;
    }

    @Override
    public FloatTensor next(Shape shape) {
        draws++;
        return source.next(shape);
    }

    /** Returns how many draws there were. */
    public int draws() {
        return draws;
    }
}
