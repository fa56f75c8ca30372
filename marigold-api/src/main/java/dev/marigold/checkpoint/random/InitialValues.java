package dev.marigold.checkpoint.random;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Initial values of weights: a function of seed, name and position, so that they can be made in pieces. */
final class InitialValues {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private InitialValues() {}

    static SafetensorsWriter.FloatSource of(String name, Shape shape, long seed) {
        if (shape.rank() == 1) {
            float constant = name.endsWith(".bias") ? 0 : 1;
            return (from, target, count) -> Arrays.fill(target, 0, count, constant);
        }
        double fanIn = (double) shape.elementCount() / shape.extent(0);
        // A uniform distribution on [-b, b] has the standard deviation b / sqrt(3).
        return uniform(mix(mix(seed) ^ hash(name)), (float) Math.sqrt(3 / fanIn));
    }

    /**
     * Returns what PyTorch starts convolutions and linear layers with: weight and bias uniform within one over the square root of the fan-in
     * (He et al. 2015 with a slope of the square root of 5); normalisations are the identity.
     *
     * @param shapes of all weights, by name
     */
    static SafetensorsWriter.FloatSource asPyTorch(String name, Map<String, Shape> shapes, long seed) {
        Shape weight = requireNonNull(shapes.get(name.replaceFirst("\\.bias$", ".weight")), name);
        if (weight.rank() == 1) {
            return of(name, weight, seed);
        }
        double fanIn = (double) weight.elementCount() / weight.extent(0);
        return uniform(mix(mix(seed) ^ hash(name)), (float) Math.sqrt(1 / fanIn));
    }

    static SafetensorsWriter.FloatSource zeros() {
        return (from, target, count) -> Arrays.fill(target, 0, count, 0);
    }

    /** Returns a kernel {@code [out, in, 1, 1]} that passes on the first channels as they are. */
    static SafetensorsWriter.FloatSource firstChannels(Shape kernel) {
        int inputs = kernel.extent(1);
        return (from, target, count) -> {
            for (int i = 0; i < count; i++) {
                target[i] = (from + i) % inputs == (from + i) / inputs ? 1 : 0;
            }
        };
    }

    private static SafetensorsWriter.FloatSource uniform(long key, float bound) {
        float step = bound * 0x1p-23f;
        return (from, target, count) -> {
            long state = key + from * GOLDEN_RATIO;
            for (int i = 0; i < count; i++) {
                state += GOLDEN_RATIO;
                target[i] = ((int) (mix(state) >> 40) + 0.5f) * step;
            }
        };
    }

    // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection whose outputs for a regular sequence pass tests of
    // randomness.
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static long hash(String name) {
        long hash = 0;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash * 31 + b);
        }
        return hash;
    }
}
