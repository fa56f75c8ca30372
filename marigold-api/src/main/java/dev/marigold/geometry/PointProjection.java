package dev.marigold.geometry;

import static java.util.Objects.requireNonNull;

import dev.marigold.calibration.KnownDepth;
import dev.marigold.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts points in space, such as those of a LiDAR, on the pixels of a picture. Immutable and safe for use by several threads. */
public final class PointProjection {
    private final CameraIntrinsics camera;
    private final int width;
    private final int height;

    /**
     * Creates the projection onto a picture.
     *
     * @param width of the picture, at least 1
     * @param height of the picture, at least 1
     * @throws IllegalArgumentException if a size is below 1
     */
    public PointProjection(CameraIntrinsics camera, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, got " + width + " and " + height);
        }
        this.camera = requireNonNull(camera, "camera");
        this.width = width;
        this.height = height;
    }

    /**
     * Returns the depths of the points that the picture shows, row by row. Points behind the camera, beside the picture or not finite are
     * left out; of several on one pixel the nearest stays, for it hides the others.
     *
     * @param points shape {@code [N, 3]}, metres, in the axes of the camera: x right, y down, z forward
     * @throws IllegalArgumentException if the shape is another
     */
    public List<KnownDepth> knownDepths(FloatTensor points) {
        if (points.shape().rank() != 2 || points.shape().extent(1) != 3) {
            throw new IllegalArgumentException("points must have shape [N, 3], got " + points.shape());
        }
        Map<Long, KnownDepth> nearest = new TreeMap<>();
        for (int i = 0; i < points.shape().extent(0); i++) {
            double z = points.get(3 * i + 2);
            double column = Math.rint(camera.focalX() * points.get(3 * i) / z + camera.centreX());
            double row = Math.rint(camera.focalY() * points.get(3 * i + 1) / z + camera.centreY());
            if (z > 0 && z < Double.POSITIVE_INFINITY && column >= 0 && column < width && row >= 0 && row < height) {
                KnownDepth depth = KnownDepth.at((int) column, (int) row, z);
                nearest.merge(
                        (long) depth.y() * width + depth.x(),
                        depth,
                        (one, other) -> one.metres() <= other.metres() ? one : other);
            }
        }
        return List.copyOf(nearest.values());
    }
}
