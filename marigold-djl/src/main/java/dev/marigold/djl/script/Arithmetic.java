package dev.marigold.djl.script;

/** What a program computes in. */
public enum Arithmetic {
    /** IEEE 754 single precision. */
    FP32(6),
    /** Its upper half; sums are still taken in single precision. */
    BF16(15);

    /** PyTorch's {@code ScalarType} of the same name. */
    private final int scalarType;

    Arithmetic(int scalarType) {
        this.scalarType = scalarType;
    }

    /** Returns an expression of the same values in this arithmetic. */
    String cast(String expression) {
        return "torch.to(" + expression + ", " + scalarType + ")";
    }
}
