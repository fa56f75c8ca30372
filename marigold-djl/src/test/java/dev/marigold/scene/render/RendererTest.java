package dev.marigold.scene.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Sky;
import dev.marigold.scene.light.Sun;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final int SIZE = 41;
    private static final int MIDDLE = SIZE / 2;
    private static final double FOCAL = 40;

    private static final Eye EYE = new Eye(Frame.at(0, 0, 1.5), SIZE, SIZE, FOCAL);
    private static final Sensor SENSOR = new Sensor(0.2, 1, new Sensor.Cast(1, 1, 1), 0, 0, 0, 1, 0, 0, 1);

    /** Maps are single precision. */
    private static final double TOLERANCE = 1e-5;

    private final Exposure exposure = expose();

    @Test
    void depthOfTheGroundIsItsPlaneEquation() {
        // A camera 1.5 m above the ground that looks level: z = 1.5 f / (row - horizon).
        for (int row = MIDDLE + 4; row < SIZE; row++) {
            double z = 1.5 * FOCAL / (row + 0.5 - 0.5 * SIZE);
            assertThat(exposure.depth()[row * SIZE]).isCloseTo((float) z, within((float) (z * TOLERANCE)));
        }
    }

    @Test
    void depthOfABallIsItsNearSide() {
        assertThat(exposure.depth()[MIDDLE * SIZE + MIDDLE]).isCloseTo(4f, within((float) (4 * TOLERANCE)));
    }

    @Test
    void normalsAreThoseOfTheCamera() {
        int ground = 3 * ((SIZE - 1) * SIZE);
        int ball = 3 * (MIDDLE * SIZE + MIDDLE);

        assertThat(exposure.normals()[ground + 1]).isCloseTo(1f, within(1e-6f));
        assertThat(exposure.normals()[ball + 2]).isCloseTo(1f, within(1e-6f));
        int right = 3 * (MIDDLE * SIZE + MIDDLE + 4);
        assertThat(exposure.normals()[right]).isPositive();
        int above = 3 * ((MIDDLE - 4) * SIZE + MIDDLE);
        assertThat(exposure.normals()[above + 1]).isPositive();
    }

    @Test
    void skyHasNoDepth() {
        assertThat(exposure.depth()[0]).isZero();
    }

    @Test
    void albedoIsThatOfTheMaterial() {
        int ball = 3 * (MIDDLE * SIZE + MIDDLE);

        assertThat(exposure.albedo()[ball]).isCloseTo(0.8f, within(1e-6f));
        assertThat(exposure.albedo()[ball + 1]).isCloseTo(0.1f, within(1e-6f));
    }

    @Test
    void whatSendsOutLightHasNoAlbedo() {
        Stage stage = new Stage(RandomStream.of(1, 1));
        stage.add(new Ellipsoid(Frame.at(0, 5, 1.5), 1, 1, 1), Material.glowing(Texture.plain(Rgb.WHITE), 1));
        stage.light(new Sun(Vec.UP, Rgb.grey(3), 0.01));
        stage.sky(Sky.overcast(RandomStream.of(2, 2)));
        Exposure lamp = Renderer.render(stage.world(), EYE, SENSOR);
        int middle = MIDDLE * SIZE + MIDDLE;

        assertThat(lamp.depth()[middle]).isPositive();
        assertThat(lamp.albedo()[3 * middle]).isZero();
    }

    @Test
    void pathsToTheCornersAreLonger() {
        assertThat(EYE.pathPerDepth(0.5 * SIZE, 0.5 * SIZE)).isEqualTo(1);
        assertThat(EYE.pathPerDepth(0.5 * SIZE + FOCAL, 0.5 * SIZE - FOCAL)).isCloseTo(Math.sqrt(3), within(1e-12));
    }

    @Test
    void shadowsAreDarkerThanTheirSurroundings() {
        // The sun stands straight above the ball: its shadow is on the ground below, at 5 m.
        int row = (int) (0.5 * SIZE + 1.5 * FOCAL / 5);
        int inShadow = 3 * (row * SIZE + MIDDLE);
        int inSun = 3 * (row * SIZE + 2);

        assertThat(Byte.toUnsignedInt(exposure.rgb()[inShadow]) + 25)
                .isLessThan(Byte.toUnsignedInt(exposure.rgb()[inSun]));
    }

    @Test
    void mapsAreForgottenBeyondALimit() {
        Exposure cut = expose().within(4.5);

        assertThat(cut.depth()[MIDDLE * SIZE + MIDDLE]).isPositive();
        assertThat(cut.depth()[(MIDDLE + 6) * SIZE]).isZero();
        assertThat(cut.normals()[3 * (MIDDLE + 6) * SIZE + 1]).isZero();
    }

    private static Exposure expose() {
        Stage stage = new Stage(RandomStream.of(1, 1));
        stage.add(new Plane(Frame.WORLD), Material.dull(Texture.plain(Rgb.grey(0.5))));
        stage.add(new Ellipsoid(Frame.at(0, 5, 1.5), 1, 1, 1), Material.dull(Texture.plain(new Rgb(0.8, 0.1, 0.1))));
        stage.light(new Sun(Vec.UP, Rgb.grey(3), 0.01));
        stage.sky(Sky.overcast(RandomStream.of(2, 2)));
        return Renderer.render(stage.world(), EYE, SENSOR);
    }
}
