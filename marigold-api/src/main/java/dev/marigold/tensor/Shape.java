package dev.marigold.tensor;

import java.util.Arrays;

/**
 * Extents of a tensor, outermost first. Images and latents are {@code [B, C, H, W]}. Immutable.
 */
public final class Shape {
    private final int[] extents;

    private Shape(int[] extents) {
        this.extents = extents;
    }

    /**
     * Returns the shape with the given extents; no extents make a scalar.
     *
     * @param extents each at least 0
     * @throws IllegalArgumentException if an extent is negative
     */
    public static Shape of(int... extents) {
        for (int extent : extents) {
            if (extent < 0) {
                throw new IllegalArgumentException("extents must be >= 0, got " + Arrays.toString(extents));
            }
        }
        return new Shape(extents.clone());
    }

    /** Returns the number of extents. */
    public int rank() {
        return extents.length;
    }

    /**
     * Returns one extent.
     *
     * @param axis in [0, rank)
     * @throws IndexOutOfBoundsException if {@code axis} is outside its range
     */
    public int extent(int axis) {
        return extents[axis];
    }

    /** Returns a copy of the extents. */
    public int[] toArray() {
        return extents.clone();
    }

    /** Returns the product of the extents; 1 for a scalar. */
    public long elementCount() {
        long count = 1;
        for (int extent : extents) {
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }

    /**
     * Returns this shape with another extent on one axis.
     *
     * @param axis in [0, rank)
     * @param extent at least 0
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public Shape with(int axis, int extent) {
        int[] copy = extents.clone();
        copy[axis] = extent;
        return of(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(extents, that.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** Returns the extents in brackets, such as {@code [1, 4, 96, 72]}. */
    @Override
    public String toString() {
        return Arrays.toString(extents);
    }
}
