package dev.marigold.checkpoint;

import java.util.Optional;

/** Element types of tensors in a safetensors file. */
public enum DType {
    /** IEEE 754 double precision. */
    F64(8),
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 half precision. */
    F16(2),
    /** The upper half of a single-precision number. */
    BF16(2),
    /**
     * Eight bits: a sign, 4 of exponent, 3 of fraction; up to 448, no infinities ({@code torch.float8_e4m3fn}; Micikevicius et al. 2022, <a
     * href="https://arxiv.org/abs/2209.05433">arXiv:2209.05433</a>, table 1).
     */
    F8_E4M3(1),
    /** Signed 64-bit integer. */
    I64(8),
    /** Signed 32-bit integer. */
    I32(4),
    /** Signed 16-bit integer. */
    I16(2),
    /** Signed 8-bit integer. */
    I8(1),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** One byte per truth value. */
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether elements are floating-point numbers. */
    public boolean isFloatingPoint() {
        return switch (this) {
            case F64, F32, F16, BF16, F8_E4M3 -> true;
            default -> false;
        };
    }

    /** Returns the type with a safetensors name such as {@code "F32"}; empty if there is none. */
    public static Optional<DType> ofName(String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
