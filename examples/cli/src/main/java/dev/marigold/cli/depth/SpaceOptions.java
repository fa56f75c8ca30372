package dev.marigold.cli.depth;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Settings;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.geometry.EdgeFilter;
import dev.marigold.image.ExifFocalLength;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how depth in metres becomes points and surfaces. */
final class SpaceOptions {
    private static final Set<DepthFormat> MESHES = EnumSet.of(DepthFormat.OBJ, DepthFormat.GLB);
    private static final Set<DepthFormat> SPACE = EnumSet.of(DepthFormat.PLY, DepthFormat.OBJ, DepthFormat.GLB);

    @Option(
            names = "--fov",
            paramLabel = "DEG",
            description = "Angle the width of the picture covers; default: from the focal length in its EXIF.")
    private @Nullable Double fieldOfView;

    @Option(
            names = "--focal-px",
            paramLabel = "F",
            description = "Focal length in pixels of the picture, in place of --fov.")
    private @Nullable Double focalLength;

    @Option(
            names = "--edge-angle",
            paramLabel = "DEG",
            description = "Cut surfaces that are seen under a smaller angle, 0: nowhere; default: 5.")
    private @Nullable Double edgeAngle;

    @Option(names = "--stride", paramLabel = "N", description = "Use each N-th pixel of each N-th row; default: 1.")
    private @Nullable Integer stride;

    @Option(names = "--max-distance", paramLabel = "METRES", description = "Leave out what is farther away.")
    private @Nullable Double maximumDistance;

    @Option(names = "--vertex-colors", description = "Colour the vertices of meshes in place of a texture.")
    private boolean vertexColors;

    boolean wantsVertexColors() {
        return vertexColors;
    }

    /**
     * Checks what can be checked without a picture.
     *
     * @param formats what is written
     * @throws UsageException if a value cannot be, or an option has no effect on these formats
     */
    void check(Set<DepthFormat> formats) {
        if (fieldOfView != null && focalLength != null) {
            throw new UsageException("--fov and --focal-px say the same, leave one of them out");
        }
        Settings.set("--fov", fieldOfView, degrees -> CameraIntrinsics.ofHorizontalFieldOfView(1, 1, degrees));
        Settings.set("--focal-px", focalLength, pixels -> CameraIntrinsics.ofFocalLength(1, 1, pixels));
        MetricDepth anything = MetricDepth.of(FloatTensor.copyOf(Shape.of(1, 1), 1));
        applyTo(BackProjection.builder(anything, CameraIntrinsics.ofFocalLength(1, 1, 1)));
        DepthFormat.requireAny("--fov", fieldOfView != null, formats, SPACE);
        DepthFormat.requireAny("--focal-px", focalLength != null, formats, SPACE);
        DepthFormat.requireAny("--edge-angle", edgeAngle != null, formats, SPACE);
        DepthFormat.requireAny("--stride", stride != null, formats, SPACE);
        DepthFormat.requireAny("--max-distance", maximumDistance != null, formats, SPACE);
        DepthFormat.requireAny("--vertex-colors", vertexColors, formats, MESHES);
    }

    /**
     * Refuses a picture whose camera nothing tells.
     *
     * @throws IllegalArgumentException if there is neither an option nor a note of the camera
     */
    void requireCamera(Path image) throws IOException {
        if (fieldOfView == null
                && focalLength == null
                && ExifFocalLength.read(image).isEmpty()) {
            throw new IllegalArgumentException("points and surfaces need --fov or --focal-px, because " + image
                    + " has no focal length in its EXIF");
        }
    }

    /**
     * Returns the camera of a picture that was not refused.
     *
     * @throws IllegalArgumentException if nothing tells it
     */
    CameraIntrinsics camera(Path image, RgbImage picture) throws IOException {
        if (fieldOfView != null) {
            return CameraIntrinsics.ofHorizontalFieldOfView(picture.width(), picture.height(), fieldOfView);
        }
        if (focalLength != null) {
            return CameraIntrinsics.ofFocalLength(picture.width(), picture.height(), focalLength);
        }
        requireCamera(image);
        return CameraIntrinsics.ofEquivalentFocalLength(
                picture.width(), picture.height(), ExifFocalLength.read(image).orElseThrow());
    }

    void applyTo(BackProjection.Builder builder) {
        Settings.set("--edge-angle", edgeAngle, degrees -> builder.edges(EdgeFilter.grazingAngle(degrees)));
        Settings.set("--stride", stride, builder::stride);
        Settings.set("--max-distance", maximumDistance, builder::maximumDistance);
    }
}
