package dev.marigold.geometry;

import dev.marigold.tensor.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * Points in space, in the axes of the camera: x right, y down, z forward. Immutable and safe for use by several threads.
 *
 * @see BackProjection#pointCloud()
 */
public final class PointCloud {
    private final FloatTensor positions;
    private final int @Nullable [] colors;

    PointCloud(FloatTensor positions, int @Nullable [] colors) {
        this.positions = positions;
        this.colors = colors;
    }

    /** Returns the number of points. */
    public int size() {
        return positions.shape().extent(0);
    }

    /** Returns the points, shape {@code [N, 3]}, metres, in the order of their pixels. */
    public FloatTensor positions() {
        return positions;
    }

    /** Returns whether points have colours. */
    public boolean hasColors() {
        return colors != null;
    }

    /**
     * Returns the colour of a point, 0xRRGGBB, sRGB.
     *
     * @param index in [0, size)
     * @throws IllegalStateException if points have no colours
     * @throws IndexOutOfBoundsException if there is no such point
     */
    public int colorAt(int index) {
        if (colors == null) {
            throw new IllegalStateException("the points have no colours");
        }
        return colors[index];
    }

    @Override
    public String toString() {
        return "PointCloud[" + size() + " points" + (hasColors() ? ", coloured" : "") + "]";
    }
}
