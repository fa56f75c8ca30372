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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a camera and the air make of the same light: a red ball on grey ground under an even sky. */
class DevelopmentTest {
    private static final int SIZE = 48;
    private static final double CLEAR = 0;
    private static final Eye EYE = new Eye(Frame.at(0, 0, 1.5), SIZE, SIZE, 40);
    private static final Sensor.Cast NONE = new Sensor.Cast(1, 1, 1);

    private final int[] plain = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 1, 0, 0, 1), CLEAR);

    private static int[] picture(Sensor sensor, double haze) {
        Stage stage = new Stage(RandomStream.of(1, 1));
        stage.add(new Plane(Frame.WORLD), Material.dull(Texture.plain(Rgb.grey(0.3))));
        stage.add(new Ellipsoid(Frame.at(0, 5, 1.5), 1, 1, 1), Material.dull(Texture.plain(new Rgb(0.8, 0.1, 0.1))));
        stage.light(new Sun(Vec.UP, Rgb.grey(3), 0.01));
        stage.sky(Sky.overcast(RandomStream.of(2, 2)));
        stage.haze(haze);
        byte[] rgb = Renderer.render(stage.world(), EYE, sensor).rgb();
        return IntStream.range(0, rgb.length)
                .map(i -> Byte.toUnsignedInt(rgb[i]))
                .toArray();
    }

    private static int at(int[] picture, int column, int row, int channel) {
        return picture[3 * (row * SIZE + column) + channel];
    }

    private static double mean(int[] picture, int channel) {
        return IntStream.range(0, SIZE * SIZE)
                .map(i -> picture[3 * i + channel])
                .average()
                .orElseThrow();
    }

    /** Returns the mean absolute difference of neighbours in a row. */
    private static double detail(int[] picture) {
        return IntStream.range(3, picture.length)
                .map(i -> Math.abs(picture[i] - picture[i - 3]))
                .average()
                .orElseThrow();
    }

    @Test
    void aBrighterKeyExposesMore() {
        int[] dark = picture(new Sensor(0.1, 1, NONE, 0, 0, 0, 1, 0, 0, 1), CLEAR);

        assertThat(mean(plain, 1)).isGreaterThan(1.2 * mean(dark, 1));
    }

    @Test
    void highlightsLimitTheExposure() {
        int[] spared = picture(new Sensor(0.2, 0.15, NONE, 0, 0, 0, 1, 0, 0, 1), CLEAR);

        assertThat(mean(spared, 1)).isLessThan(mean(plain, 1) - 5);
    }

    @Test
    void aCastColoursWhatIsGrey() {
        int[] warm = picture(new Sensor(0.2, 1, new Sensor.Cast(1.15, 1, 0.85), 0, 0, 0, 1, 0, 0, 1), CLEAR);

        assertThat(at(plain, 2, SIZE - 2, 0)).isCloseTo(at(plain, 2, SIZE - 2, 2), within(4));
        assertThat(at(warm, 2, SIZE - 2, 0)).isGreaterThan(at(warm, 2, SIZE - 2, 2) + 15);
    }

    @Test
    void cornersGetLessLightThanTheMiddle() {
        int[] dim = picture(new Sensor(0.2, 1, NONE, 0.4, 0, 0, 1, 0, 0, 1), CLEAR);

        assertThat(at(dim, 0, SIZE - 1, 1)).isLessThan(at(plain, 0, SIZE - 1, 1) - 10);
        assertThat(at(dim, SIZE / 2, SIZE / 2, 0)).isCloseTo(at(plain, SIZE / 2, SIZE / 2, 0), within(1));
    }

    @Test
    void blurTakesDetailAway() {
        int[] blurred = picture(new Sensor(0.2, 1, NONE, 0, 0.18, 0, 1, 0, 0, 1), CLEAR);

        assertThat(detail(blurred)).isLessThan(0.95 * detail(plain));
    }

    @Test
    void contrastSpreadsTheTones() {
        int[] hard = picture(new Sensor(0.2, 1, NONE, 0, 0, 0.9, 1, 0, 0, 1), CLEAR);

        assertThat(range(hard)).isGreaterThan(range(plain) + 5);
    }

    private static int range(int[] picture) {
        return IntStream.of(picture).max().orElseThrow()
                - IntStream.of(picture).min().orElseThrow();
    }

    @Test
    void withoutSaturationEverythingIsGrey() {
        int[] grey = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 0, 0, 0, 1), CLEAR);

        for (int i = 0; i < grey.length; i += 3) {
            assertThat(grey[i]).isEqualTo(grey[i + 1]).isEqualTo(grey[i + 2]);
        }
        assertThat(at(plain, SIZE / 2, SIZE / 2, 0)).isGreaterThan(at(plain, SIZE / 2, SIZE / 2, 1) + 30);
    }

    @Test
    void grainIsNoiseOfItsSeed() {
        int[] grainy = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 1, 0.03, 0, 1), CLEAR);
        int[] other = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 1, 0.03, 0, 9), CLEAR);

        double deviation = Math.sqrt(IntStream.range(0, plain.length)
                .mapToDouble(i -> Math.pow(grainy[i] - plain[i], 2))
                .average()
                .orElseThrow());
        assertThat(deviation).isBetween(0.02 * 255, 0.04 * 255);
        assertThat(mean(grainy, 1)).isCloseTo(mean(plain, 1), within(1.0));
        assertThat(other).isNotEqualTo(grainy);
    }

    @Test
    void liftBrightensBlack() {
        int[] lifted = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 1, 0, 0.06, 1), CLEAR);

        assertThat(IntStream.of(lifted).min().orElseThrow())
                .isGreaterThanOrEqualTo(15)
                .isGreaterThan(IntStream.of(plain).min().orElseThrow());
    }

    @Test
    void hazeHidesWhatIsFarMoreThanWhatIsNear() {
        int[] hazy = picture(new Sensor(0.2, 1, NONE, 0, 0, 0, 1, 0, 0, 1), 0.05);
        int far = SIZE / 2 + 1;
        int near = SIZE - 1;

        // The picture as a whole gets brighter and is exposed less: what counts is the distance to the sky.
        double clearFar = toSky(plain, far) / toSky(plain, near);
        double hazyFar = toSky(hazy, far) / toSky(hazy, near);
        assertThat(clearFar).isGreaterThan(0.5);
        assertThat(hazyFar).isLessThan(0.5 * clearFar);
    }

    /** Returns how far the ground in a row is from the sky above it. */
    private static double toSky(int[] picture, int row) {
        return Math.abs(at(picture, 1, row, 1) - at(picture, 1, SIZE / 2 - 3, 1));
    }
}
