package dev.marigold.geometry;

import static java.util.Objects.requireNonNull;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.image.RgbImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the pixels of a depth map where they are in space. Immutable and safe for use by several threads. */
public final class BackProjection {
    private final MetricDepth depth;
    private final CameraIntrinsics camera;
    private final @Nullable RgbImage picture;
    private final EdgeFilter edges;
    private final int stride;
    private final double maximumDistance;

    private BackProjection(Builder builder) {
        this.depth = builder.depth;
        this.camera = builder.camera;
        this.picture = builder.picture;
        this.edges = builder.edges;
        this.stride = builder.stride;
        this.maximumDistance = builder.maximumDistance;
    }

    /**
     * Returns a builder.
     *
     * @param camera intrinsics for the size of the map; {@linkplain CameraIntrinsics#scaled scale} those of the picture if its size is
     *     another
     */
    public static Builder builder(MetricDepth depth, CameraIntrinsics camera) {
        return new Builder(requireNonNull(depth, "depth"), requireNonNull(camera, "camera"));
    }

    /** Returns a point for each pixel that has a valid depth, is near enough, and is not beside an edge. */
    public PointCloud pointCloud() {
        PointGrid all = new PointGrid(depth, camera, 1, maximumDistance);
        PointGrid grid = stride == 1 ? all : new PointGrid(depth, camera, stride, maximumDistance);
        int[] kept = new EdgePixels(all, edges).without(grid);
        return new PointCloud(grid.positions(kept), picture == null ? null : grid.colors(kept, picture));
    }

    /**
     * Returns the surface between the points: two triangles for four neighbouring pixels, none across an edge. It carries the picture as
     * its texture.
     */
    public TriangleMesh mesh() {
        return new MeshBuilder(new PointGrid(depth, camera, stride, maximumDistance), edges)
                .build(Optional.ofNullable(picture));
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {
        private final MetricDepth depth;
        private final CameraIntrinsics camera;
        private @Nullable RgbImage picture;
        private EdgeFilter edges = EdgeFilter.defaults();
        private int stride = 1;
        private double maximumDistance = Double.POSITIVE_INFINITY;

        private Builder(MetricDepth depth, CameraIntrinsics camera) {
            this.depth = depth;
            this.camera = camera;
        }

        /** Sets where colours come from; it shows what the map shows, its size may be another. Default: no colours. */
        public Builder picture(RgbImage picture) {
            this.picture = requireNonNull(picture, "picture");
            return this;
        }

        /** Sets what counts as an edge; default: {@link EdgeFilter#defaults()}. */
        public Builder edges(EdgeFilter edges) {
            this.edges = requireNonNull(edges, "edges");
            return this;
        }

        /**
         * Sets how many pixels lie from a point to the next: fewer points of the same precision.
         *
         * @param stride in [1, 64]; default 1
         * @throws IllegalArgumentException if it is outside its range
         */
        public Builder stride(int stride) {
            if (stride < 1 || stride > 64) {
                throw new IllegalArgumentException("stride must be in [1, 64], got " + stride);
            }
            this.stride = stride;
            return this;
        }

        /**
         * Sets the depth beyond which points are left out.
         *
         * @param maximumDistance metres, greater than 0; default: infinity
         * @throws IllegalArgumentException if it is outside its range
         */
        public Builder maximumDistance(double maximumDistance) {
            if (!(maximumDistance > 0)) {
                throw new IllegalArgumentException("maximumDistance must be > 0, got " + maximumDistance);
            }
            this.maximumDistance = maximumDistance;
            return this;
        }

        /** Creates the back-projection; nothing is computed yet. */
        public BackProjection build() {
            return new BackProjection(this);
        }
    }
}
