package dev.marigold.cli.depth;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.calibration.MetricDepthWriter;
import dev.marigold.geometry.Axes;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.GlbFile;
import dev.marigold.geometry.ObjFile;
import dev.marigold.geometry.PlyFile;
import dev.marigold.geometry.TriangleMesh;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One picture in metres.
 *
 * @param depth its map
 * @param projection null if it goes to no file
 * @param space options of points and surfaces
 */
record MetricScene(MetricDepth depth, @Nullable BackProjection projection, SpaceOptions space) {
    /** Writes a file and returns how many depths it could not hold. */
    int write(DepthFormat format, Path file) throws IOException {
        switch (format) {
            case METRIC_NPY -> MetricDepthWriter.npy().write(depth, file);
            case METRIC_PNG -> {
                return MetricDepthWriter.millimetrePng().write(depth, file);
            }
            case PLY -> PlyFile.write(inSpace().pointCloud(), Axes.Y_UP, file);
            case OBJ -> ObjFile.write(mesh(), file);
            case GLB -> GlbFile.write(mesh(), file);
            default -> throw new IllegalArgumentException(format + " is not in metres");
        }
        return 0;
    }

    private TriangleMesh mesh() {
        TriangleMesh mesh = inSpace().mesh();
        return space.wantsVertexColors() ? mesh.withVertexColors() : mesh;
    }

    private BackProjection inSpace() {
        if (projection == null) {
            throw new IllegalStateException("no points are wanted");
        }
        return projection;
    }
}
