package dev.marigold.geometry;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;

/** Every n-th pixel of every n-th row as a point; not a number where there is none. */
final class PointGrid {
    private final int columns;
    private final int rows;
    private final int stride;
    private final MetricDepth depth;
    private final float[] points;

    PointGrid(MetricDepth depth, CameraIntrinsics camera, int stride, double maximumDistance) {
        this.depth = depth;
        this.stride = stride;
        this.columns = (depth.width() - 1) / stride + 1;
        this.rows = (depth.height() - 1) / stride + 1;
        this.points = new float[Math.multiplyExact(3, columns * rows)];
        for (int i = 0; i < columns * rows; i++) {
            float z = depth.metresAt(pixelX(i), pixelY(i));
            if (z <= maximumDistance && Float.isFinite(z)) {
                points[3 * i] = (float) ((pixelX(i) - camera.centreX()) / camera.focalX() * z);
                points[3 * i + 1] = (float) ((pixelY(i) - camera.centreY()) / camera.focalY() * z);
                points[3 * i + 2] = z;
            } else {
                Arrays.fill(points, 3 * i, 3 * i + 3, Float.NaN);
            }
        }
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    int stride() {
        return stride;
    }

    boolean has(int i) {
        return points[3 * i + 2] > 0;
    }

    /** Returns the column of the map. */
    int pixelX(int i) {
        return i % columns * stride;
    }

    /** Returns the row of the map. */
    int pixelY(int i) {
        return i / columns * stride;
    }

    /** Returns x, y, z of one point after the other, not to be changed. */
    float[] points() {
        return points;
    }

    FloatTensor positions(int[] chosen) {
        float[] positions = new float[3 * chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(points, 3 * chosen[i], positions, 3 * i, 3);
        }
        return FloatTensor.wrap(Shape.of(chosen.length, 3), positions);
    }

    /** Returns the colours 0xRRGGBB of the picture at points. */
    int[] colors(int[] chosen, RgbImage picture) {
        return TriangleMesh.colors(picture, textureCoordinates(chosen));
    }

    /** Returns where points are in the picture, from its upper left corner (0, 0) to its lower right one (1, 1); shape {@code [N, 2]}. */
    FloatTensor textureCoordinates(int[] chosen) {
        float[] coordinates = new float[2 * chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            coordinates[2 * i] = (pixelX(chosen[i]) + 0.5f) / depth.width();
            coordinates[2 * i + 1] = (pixelY(chosen[i]) + 0.5f) / depth.height();
        }
        return FloatTensor.wrap(Shape.of(chosen.length, 2), coordinates);
    }
}
