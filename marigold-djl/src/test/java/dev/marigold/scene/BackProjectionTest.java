package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.CameraIntrinsics;
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
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;

    /** The promise: a thousandth of the depth. */
    private static final double TOLERANCE = 1e-3;

    /** Thin and pierced things may hide a point from above; the rest is found from the camera. */
    private static final double FEWEST_FROM_ABOVE = 0.985;

    /** Cosine of two degrees. */
    private static final double ALIKE = 0.99939;

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void pointsLieOnTheSurfacesOfTheWorld(SceneKind kind) {
        SceneGenerator generator = generator(kind);
        int points = 0;
        int fromAbove = 0;
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
                double margin = TOLERANCE * cloud.get(3 * i + 2);
                if (isHit(point, normal(normals, pixels[i], frame).times(-1), margin, shot)) {
                    fromAbove++;
                } else {
                    assertThat(isHit(point, point.minus(frame.origin()).normalized(), margin, shot))
                            .as("pixel %s of scene %s", pixels[i], index)
                            .isTrue();
                }
            }
        }

        assertThat((double) fromAbove / points).isGreaterThan(FEWEST_FROM_ABOVE);
    }

    /** Where neighbours lie on one smooth surface, the normal is that of the plane through them. */
    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void normalsAreThoseOfTheSurfaces(SceneKind kind) {
        SceneGenerator generator = generator(kind);
        int smooth = 0;
        int right = 0;
        for (int index = 0; index < 3; index++) {
            RenderedScene scene = generator.render(index);
            for (int row = 1; row < HEIGHT - 1; row++) {
                for (int column = 1; column < WIDTH - 1; column++) {
                    int i = row * WIDTH + column;
                    int[] around = {i - 1, i + 1, i - WIDTH, i + WIDTH};
                    if (isSmooth(scene, i, around)) {
                        Vec along = seen(scene, i + 1).minus(seen(scene, i - 1));
                        Vec down = seen(scene, i + WIDTH).minus(seen(scene, i - WIDTH));
                        smooth++;
                        right += facing(scene, i).dot(down.cross(along).normalized()) > ALIKE ? 1 : 0;
                    }
                }
            }
        }

        assertThat(smooth).isGreaterThan(3 * WIDTH * HEIGHT / 10);
        assertThat((double) right / smooth).isGreaterThan(0.95);
    }

    private static SceneGenerator generator(SceneKind kind) {
        return SceneGenerator.builder()
                .seed(5)
                .size(WIDTH, HEIGHT)
                .kinds(Set.of(kind))
                .build();
    }

    private static boolean isSmooth(RenderedScene scene, int i, int... around) {
        Vec normal = facing(scene, i);
        return IntStream.of(around)
                .allMatch(k -> scene.isValid(k % WIDTH, k / WIDTH)
                        && facing(scene, k).dot(normal) > ALIKE
                        && Math.abs(normal.dot(seen(scene, k).minus(seen(scene, i))))
                                < 1e-3 * scene.depth().get(i));
    }

    /** Returns what a pixel shows, in metres: x right, y up, z towards the viewer. */
    private static Vec seen(RenderedScene scene, int i) {
        CameraIntrinsics camera = scene.camera();
        double depth = scene.depth().get(i);
        int column = i % WIDTH;
        int row = i / WIDTH;
        return new Vec(
                (column - camera.centreX()) / camera.focalX() * depth,
                (camera.centreY() - row) / camera.focalY() * depth,
                -depth);
    }

    /** Returns the normal of a pixel in the same axes. */
    private static Vec facing(RenderedScene scene, int i) {
        FloatTensor normals = scene.normals();
        return new Vec(normals.get(i), normals.get(WIDTH * HEIGHT + i), normals.get(2 * WIDTH * HEIGHT + i));
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

    /** Looks at the point again: against its normal, instead of from the camera, or from there. */
    private static boolean isHit(Vec point, Vec direction, double margin, SceneGenerator.Shot shot) {
        Vec from = point.minus(direction.times(margin));
        Ray ray = new Ray();
        ray.set(from.x(), from.y(), from.z(), direction.x(), direction.y(), direction.z());
        return shot.world().tree().nearest(ray, new double[6], 2 * margin);
    }
}
