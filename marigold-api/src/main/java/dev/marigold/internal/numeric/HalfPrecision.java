package dev.marigold.internal.numeric;

/** IEEE 754 binary16. {@code Float.float16ToFloat} needs Java 20. */
public final class HalfPrecision {
    /** The largest finite number. */
    public static final float LARGEST = 65504;

    private HalfPrecision() {}

    /** Returns the value of 16 bits; exact. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int biased = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | (biased << 23) | (fraction << 13));
    }
}
