package dev.marigold.internal.random;

/**
 * MT19937 with {@code init_genrand} seeding: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998. Confined to one
 * thread.
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;
    private static final int TWIST = 0x9908b0df;
    private static final int SEED_FACTOR = 1812433253;

    private final int[] state = new int[SIZE];
    private int position = SIZE;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = SEED_FACTOR * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** Returns the next 32 random bits. */
    int next() {
        if (position == SIZE) {
            twist();
        }
        int word = state[position++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = (state[i] & UPPER_BIT) | (state[(i + 1) % SIZE] & LOWER_BITS);
            state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
        }
        position = 0;
    }
}
