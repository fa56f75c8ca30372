package dev.marigold.training.random;

import java.util.SplittableRandom;

/**
 * Derives seeds. What a step of a training draws depends on the run's seed and on the step's number only, so that a resumed run needs no
 * state of any generator.
 */
public final class Seeds {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /** Returns a seed that depends on all numbers and on their order. */
    public static long derive(long seed, long... numbers) {
        long derived = mix(seed + GOLDEN_RATIO);
        for (long number : numbers) {
            derived = mix(derived * 31 + number + GOLDEN_RATIO);
        }
        return derived;
    }

    /** Returns a stream that depends on all numbers and on their order. */
    public static SplittableRandom stream(long seed, long... numbers) {
        return new SplittableRandom(derive(seed, numbers));
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
