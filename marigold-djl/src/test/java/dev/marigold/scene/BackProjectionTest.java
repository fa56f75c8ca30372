package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Ray;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.tensor.FloatTensor;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Depth and intrinsics lead back to the surfaces that were pictured. */
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
            for (int i = 0; i < WIDTH * HEIGHT; i += 7) {
                if (scene.isValid(i % WIDTH, i / WIDTH)) {
                    points++;
                    found += isOnSurface(scene, shot, i) ? 1 : 0;
                }
            }
        }

        assertThat((double) found / points).isGreaterThan(FEWEST);
    }

    /** Looks at the point again, along its normal instead of from the camera. */
    private static boolean isOnSurface(RenderedScene scene, SceneGenerator.Shot shot, int i) {
        double depth = scene.depth().get(i);
        PinholeCamera camera = scene.camera();
        int column = i % WIDTH;
        int row = i / WIDTH;
        double right = (column + 0.5 - camera.cx()) * depth / camera.fx();
        double down = (row + 0.5 - camera.cy()) * depth / camera.fy();
        Frame frame = shot.eye().frame();
        Vec point = frame.toWorld(right, depth, -down);
        FloatTensor normals = scene.normals();
        int pixels = WIDTH * HEIGHT;
        Vec normal = frame.right()
                .times(normals.get(i))
                .plus(frame.up().times(normals.get(pixels + i)))
                .minus(frame.ahead().times(normals.get(2 * pixels + i)));
        double margin = TOLERANCE * depth;
        Vec from = point.plus(normal.times(margin));
        Ray ray = new Ray();
        ray.set(from.x(), from.y(), from.z(), -normal.x(), -normal.y(), -normal.z());
        return shot.world().tree().nearest(ray, new double[6], 2 * margin);
    }
}
