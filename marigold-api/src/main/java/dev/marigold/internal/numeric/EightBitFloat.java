package dev.marigold.internal.numeric;

/** Numbers of 4 bits of exponent and 3 of fraction, without infinities: arXiv:2209.05433, table 1, E4M3. */
public final class EightBitFloat {
    /** The largest number. */
    public static final float LARGEST = 448;

    private static final float SMALLEST_NORMAL = 0x1p-6f;

    private EightBitFloat() {}

    /** Returns the value of eight bits; exact. */
    public static float toFloat(byte bits) {
        int exponent = (bits >>> 3) & 0xf;
        int fraction = bits & 0x7;
        float magnitude;
        if (exponent == 0xf && fraction == 0x7) {
            magnitude = Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-9f;
        } else {
            magnitude = Float.intBitsToFloat((exponent + 120) << 23 | fraction << 20);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Returns the bits of a value, rounded to nearest, ties to even; of what is beyond the largest number by half a step or more, those of no number. */
    public static byte ofFloat(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 24) & 0x80;
        float magnitude = Math.abs(value);
        if (!(magnitude <= 464)) {
            return (byte) (sign | 0x7f);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (byte) (sign | (int) Math.rint(magnitude * 0x1p9f));
        }
        int rebiased = Float.floatToRawIntBits(magnitude) - (120 << 23);
        return (byte) (sign | (rebiased + 0x7ffff + ((rebiased >>> 20) & 1)) >>> 20);
    }
}
