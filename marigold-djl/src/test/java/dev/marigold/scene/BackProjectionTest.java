package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.EdgeFilter;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Ray;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.tensor.FloatTensor;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The point cloud of a scene lies on the surfaces that were pictured. */
class BackProjectionTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    /** The promise: a thousandth of the depth. */
    private static final double TOLERANCE = 1e-3;

    /** Thin and pierced things may hide a point from the side it is looked for from. */
    private static final double FEWEST = 0.985;

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void pointsLieOnTheSurfacesOfTheWorld(SceneKind kind) {
        SceneGenerator generator = SceneGenerator.builder()
                .seed(5)
                .size(WIDTH, HEIGHT)
                .kinds(Set.of(kind))
                .build();
        int points = 0;
        int found = 0;
        for (int index = 0; index < 3; index++) {
            RenderedScene scene = generator.render(index);
            SceneGenerator.Shot shot = generator.shot(index);
            Frame frame = shot.eye().frame();
            FloatTensor cloud = cloud(scene);
            FloatTensor normals = scene.normals();
            int[] pixels = IntStream.range(0, WIDTH * HEIGHT)
                    .filter(i -> scene.isValid(i % WIDTH, i / WIDTH))
                    .toArray();
            assertThat(cloud.shape().extent(0)).isEqualTo(pixels.length);
            for (int i = 0; i < pixels.length; i += 7) {
                Vec point = frame.toWorld(cloud.get(3 * i), cloud.get(3 * i + 2), -cloud.get(3 * i + 1));
                points++;
                found += isOnSurface(point, cloud.get(3 * i + 2), normal(normals, pixels[i], frame), shot) ? 1 : 0;
            }
        }

        assertThat((double) found / points).isGreaterThan(FEWEST);
    }

    /** Returns a point for each valid pixel, in their order: x right, y down, z forward. */
    private static FloatTensor cloud(RenderedScene scene) {
        return BackProjection.builder(MetricDepth.of(scene.depth()), scene.camera())
                .edges(EdgeFilter.none())
                .build()
                .pointCloud()
                .positions();
    }

    private static Vec normal(FloatTensor normals, int pixel, Frame frame) {
        return frame.right()
                .times(normals.get(pixel))
                .plus(frame.up().times(normals.get(WIDTH * HEIGHT + pixel)))
                .minus(frame.ahead().times(normals.get(2 * WIDTH * HEIGHT + pixel)));
    }

    /** Looks at the point again, along its normal instead of from the camera. */
    private static boolean isOnSurface(Vec point, double depth, Vec normal, SceneGenerator.Shot shot) {
        double margin = TOLERANCE * depth;
        Vec from = point.plus(normal.times(margin));
        Ray ray = new Ray();
        ray.set(from.x(), from.y(), from.z(), -normal.x(), -normal.y(), -normal.z());
        return shot.world().tree().nearest(ray, new double[6], 2 * margin);
    }
}
