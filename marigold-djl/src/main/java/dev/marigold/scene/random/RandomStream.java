package dev.marigold.scene.random;

import java.util.List;

/**
 * A stream of random numbers that is the same on every machine and in every version of Java: SplitMix64 (Steele, Lea and Flood, "Fast
 * Splittable Pseudorandom Number Generators", OOPSLA 2014). Used by one thread.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final int UNIFORMS_PER_NORMAL = 12;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    /** Returns the stream of a seed and an index; streams of other indices are independent of it. */
    public static RandomStream of(long seed, long index) {
        return new RandomStream(mix(mix(seed + GOLDEN_GAMMA) ^ mix(index * 0xD1342543DE82EF95L + 1)));
    }

    /** Returns a new stream, independent of what this one yields from now on. */
    public RandomStream split() {
        return new RandomStream(mix(nextLong() ^ 0x5851F42D4C957F2DL));
    }

    /** Returns 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Returns 32 random bits. */
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Returns a number in [0, 1). */
    public double next() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Returns a number in [low, high). */
    public double in(double low, double high) {
        return low + next() * (high - low);
    }

    /** Returns a number in [low, high) whose logarithm is uniform; both limits are above 0. */
    public double logIn(double low, double high) {
        return low * StrictMath.exp(next() * StrictMath.log(high / low));
    }

    /** Returns a number in (-magnitude, magnitude). */
    public double around(double magnitude) {
        return in(-magnitude, magnitude);
    }

    /** Returns an integer in [low, high], both included. */
    public int count(int low, int high) {
        return low + (int) (next() * (high - low + 1));
    }

    /** Returns whether an event of this probability happens. */
    public boolean chance(double probability) {
        return next() < probability;
    }

    /** Returns -1 or 1. */
    public int sign() {
        return chance(0.5) ? 1 : -1;
    }

    /** Returns a number of mean 0 and variance 1, nearly normal, in (-6, 6). */
    public double normal() {
        double sum = -UNIFORMS_PER_NORMAL / 2.0;
        for (int i = 0; i < UNIFORMS_PER_NORMAL; i++) {
            sum += next();
        }
        return sum;
    }

    /** Returns one of the choices. */
    public <T> T pick(List<T> choices) {
        return choices.get(count(0, choices.size() - 1));
    }

    /** Returns one of the choices. */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[count(0, choices.length - 1)];
    }

    /** Returns an index, as often as its weight says. */
    public int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = next() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
