package dev.marigold.tensor;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A dense single-precision tensor on the heap, row-major. Immutable as long as the owner of a {@linkplain #wrap wrapped}
 * array keeps its promise not to change it; safe for use by several threads.
 */
public final class FloatTensor {
    private final Shape shape;
    private final float[] values;

    private FloatTensor(Shape shape, float[] values) {
        requireNonNull(shape, "shape");
        requireNonNull(values, "values");
        if (shape.elementCount() != values.length) {
            throw new IllegalArgumentException("values must have " + shape.elementCount() + " elements for shape "
                    + shape + ", got " + values.length);
        }
        this.shape = shape;
        this.values = values;
    }

    /**
     * Returns a tensor over a copy of {@code values}.
     *
     * @param values row-major
     * @throws IllegalArgumentException if the number of values is not that of the shape
     */
    public static FloatTensor copyOf(Shape shape, float... values) {
        return new FloatTensor(shape, values.clone());
    }

    /**
     * Returns a tensor that takes over {@code values} without a copy; the caller must not change the array afterwards.
     *
     * @param values row-major
     * @throws IllegalArgumentException if the number of values is not that of the shape
     */
    public static FloatTensor wrap(Shape shape, float[] values) {
        return new FloatTensor(shape, values);
    }

    /**
     * Returns a tensor over a copy of the remaining values of a buffer, whose position does not change.
     *
     * @throws IllegalArgumentException if the number of values is not that of the shape
     */
    public static FloatTensor copyOf(Shape shape, FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.get(values.position(), copy);
        return new FloatTensor(shape, copy);
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /**
     * Returns one value.
     *
     * @param index row-major position, in [0, element count)
     * @throws IndexOutOfBoundsException if there is no such value
     */
    public float get(int index) {
        return values[index];
    }

    /** Returns a read-only view of the values, row-major, positioned at 0. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /** Returns a copy of the values, row-major. */
    public float[] toArray() {
        return values.clone();
    }

    /**
     * Copies a run of values into an array.
     *
     * @param from row-major position of the first value
     * @param target receives {@code length} values from {@code targetOffset} on
     * @throws IndexOutOfBoundsException if there are not as many values, or no room for them
     */
    public void copyTo(int from, float[] target, int targetOffset, int length) {
        System.arraycopy(values, from, target, targetOffset, length);
    }

    /**
     * Returns the same values under another shape; shares the values.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public FloatTensor reshape(Shape other) {
        return new FloatTensor(other, values);
    }

    /**
     * Returns a copy of the entries {@code from} to {@code to} (exclusive) of the first axis.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the first axis
     */
    public FloatTensor slice(int from, int to) {
        int length = shape.extent(0);
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException("slice [" + from + ", " + to + ") of a first axis of " + length);
        }
        int stride = length == 0 ? 0 : values.length / length;
        return new FloatTensor(shape.with(0, to - from), Arrays.copyOfRange(values, from * stride, to * stride));
    }

    /** Returns whether no value is NaN or infinite. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /** Returns the type and shape, not the values. */
    @Override
    public String toString() {
        return "FloatTensor" + shape;
    }
}
