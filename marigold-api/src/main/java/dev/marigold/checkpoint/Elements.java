package dev.marigold.checkpoint;

import dev.marigold.internal.numeric.EightBitFloat;
import dev.marigold.internal.numeric.HalfPrecision;
import java.nio.ByteBuffer;

/** Conversions between single precision and what files store. */
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
                    values[i] = HalfPrecision.toFloat(bytes.getShort(i * 2));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort(i * 2) << 16);
                }
            }
            case F8_E4M3 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = EightBitFloat.toFloat(bytes.get(i));
                }
            }
            default -> throw new IllegalStateException("elements must be floating-point numbers, got " + dtype);
        }
        return values;
    }

    /** Puts the first values into a little-endian buffer, rounded to nearest, ties to even. */
    static void put(float[] values, int count, ByteBuffer target, DType dtype) {
        switch (dtype) {
            case F32 -> {
                target.asFloatBuffer().put(values, 0, count);
                target.position(target.position() + count * Float.BYTES);
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    target.putShort(floatToHalf(values[i]));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    target.putShort(floatToBrain(values[i]));
                }
            }
            case F8_E4M3 -> {
                for (int i = 0; i < count; i++) {
                    target.put(EightBitFloat.ofFloat(values[i]));
                }
            }
            default -> throw new IllegalStateException("dtype must be F32, F16, BF16 or F8_E4M3, got " + dtype);
        }
    }

    static short floatToHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int rebiased = (bits & 0x7fffffff) - (112 << 23);
        return (short) (sign | ((rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13));
    }

    static short floatToBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
