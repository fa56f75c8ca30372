package dev.marigold.internal.random;

import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Draws what {@code torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed))} draws in single precision; values agree to a
 * few units in the last place, as PyTorch's own do between processors. Successive draws continue the same stream, and as in PyTorch two
 * draws are not one draw of twice the size. Confined to one thread.
 */
public final class TorchGenerator implements NoiseSource {
    private static final int BLOCK = 16;
    private static final int HALF_BLOCK = BLOCK / 2;
    private static final int FLOAT_BITS = 0xffffff;
    private static final float FLOAT_STEP = 0x1p-24f;
    private static final long DOUBLE_BITS = (1L << 53) - 1;
    private static final double DOUBLE_STEP = 0x1p-53;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister twister;
    private double spare = Double.NaN;

    /**
     * Creates a generator at the start of its stream.
     *
     * @param seed any; as in PyTorch, seeds equal in their low 32 bits give the same stream
     */
    public TorchGenerator(long seed) {
        twister = new MersenneTwister((int) seed);
    }

    /**
     * Tells whether a draw of the first parts is the beginning of a draw of all parts. It is not where the last block of a draw is
     * incomplete.
     *
     * @param values how many values a part has
     */
    public static boolean hasStablePrefixes(long values) {
        return values % BLOCK == 0;
    }

    @Override
    public FloatTensor next(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        if (values.length < BLOCK) {
            fillOneByOne(values);
        } else {
            fillInBlocks(values);
        }
        return FloatTensor.wrap(shape, values);
    }

    /** Returns what {@code torch.rand(())} draws next: a single-precision number in [0, 1). */
    public float nextUniform() {
        return (twister.next() & FLOAT_BITS) * FLOAT_STEP;
    }

    /**
     * Returns what {@code torch.randint(0, bound, ())} draws next.
     *
     * @param bound above 0
     */
    public int nextInt(int bound) {
        return Integer.remainderUnsigned(twister.next(), bound);
    }

    private void fillOneByOne(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) nextNormal();
        }
    }

    /** The polar pair's second value is kept for the next small draw; large draws neither use nor drop it. */
    private double nextNormal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double angle = 2 * Math.PI * nextDouble();
        double radius = Math.sqrt(-2 * Math.log1p(-nextDouble()));
        spare = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }

    private double nextDouble() {
        long high = twister.next();
        long low = twister.next() & 0xffffffffL;
        return ((high << 32 | low) & DOUBLE_BITS) * DOUBLE_STEP;
    }

    private void fillInBlocks(float[] values) {
        fillUniform(values, 0);
        for (int start = 0; start + BLOCK <= values.length; start += BLOCK) {
            toNormal(values, start);
        }
        if (values.length % BLOCK != 0) {
            // The last block is drawn afresh over values that were normal already: PyTorch does, so the stream must.
            int start = values.length - BLOCK;
            fillUniform(values, start);
            toNormal(values, start);
        }
    }

    private void fillUniform(float[] values, int start) {
        for (int i = start; i < values.length; i++) {
            values[i] = nextUniform();
        }
    }

    private static void toNormal(float[] values, int start) {
        for (int i = start; i < start + HALF_BLOCK; i++) {
            float radius = (float) Math.sqrt(-2 * (float) Math.log(1 - values[i]));
            float angle = TWO_PI * values[i + HALF_BLOCK];
            values[i] = radius * (float) Math.cos(angle);
            values[i + HALF_BLOCK] = radius * (float) Math.sin(angle);
        }
    }
}
