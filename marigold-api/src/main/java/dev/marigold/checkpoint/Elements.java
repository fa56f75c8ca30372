package dev.marigold.checkpoint;

import java.nio.ByteBuffer;

/** Widens the elements of a tensor to single precision. */
final class Elements {
    private Elements() {}

    static float[] toFloats(ByteBuffer bytes, DType dtype) {
        float[] values = new float[bytes.remaining() / dtype.bytes()];
        switch (dtype) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) bytes.getDouble(i * 8);
                }
            }
            case F16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = halfToFloat(bytes.getShort(i * 2));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort(i * 2) << 16);
                }
            }
            default -> throw new IllegalStateException("elements must be floating-point numbers, got " + dtype);
        }
        return values;
    }

    // Float.float16ToFloat needs Java 20.
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int biased = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | biased << 23 | fraction << 13);
    }
}
