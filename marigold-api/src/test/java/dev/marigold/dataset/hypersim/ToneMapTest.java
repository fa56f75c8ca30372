package dev.marigold.dataset.hypersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ToneMapTest {
    private static final int PIXELS = RawFrame.WIDTH * RawFrame.HEIGHT;
    private static final double ROUNDING = 1e-6;

    @Test
    void theBrightTenthBecomesFourFifthsAfterGamma() {
        float[] radiance = new float[3 * PIXELS];
        Arrays.fill(radiance, 5);

        byte[] rgb = ToneMap.apply(frame(radiance, new float[PIXELS]));

        assertThat(ToneMap.scale(frame(radiance, new float[PIXELS])))
                .isCloseTo(Math.pow(0.8, 2.2) / 5, within(ROUNDING));
        assertThat(rgb[0]).isIn((byte) 203, (byte) 204);
    }

    @Test
    void thePercentileIsInterpolated() {
        float[] radiance = new float[3 * PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            Arrays.fill(radiance, 3 * i, 3 * i + 3, i);
        }

        double scale = ToneMap.scale(frame(radiance, new float[PIXELS]));

        assertThat(Math.pow(0.8, 2.2) / scale).isCloseTo(0.9 * (PIXELS - 1), within(0.01));
    }

    @Test
    void onlySurfacesCount() {
        float[] radiance = new float[3 * PIXELS];
        float[] entity = new float[PIXELS];
        Arrays.fill(radiance, 1);
        Arrays.fill(radiance, 0, 3 * PIXELS / 2, 1000);
        Arrays.fill(entity, 0, PIXELS / 2, -1);

        byte[] rgb = ToneMap.apply(frame(radiance, entity));

        assertThat(ToneMap.scale(frame(radiance, entity))).isCloseTo(Math.pow(0.8, 2.2), within(ROUNDING));
        assertThat(rgb[0]).isEqualTo((byte) 255);
    }

    @Test
    void colorsKeepTheirWeights() {
        float[] radiance = new float[3 * PIXELS];
        for (int i = 0; i < radiance.length; i += 3) {
            radiance[i] = 1;
            radiance[i + 1] = 2;
            radiance[i + 2] = 4;
        }

        double scale = ToneMap.scale(frame(radiance, new float[PIXELS]));

        assertThat(scale).isCloseTo(Math.pow(0.8, 2.2) / (0.3 + 2 * 0.59 + 4 * 0.11), within(ROUNDING));
    }

    @Test
    @Timeout(60)
    void aBlackPictureStaysBlack() {
        byte[] rgb = ToneMap.apply(frame(new float[3 * PIXELS], new float[PIXELS]));

        assertThat(rgb).containsOnly(0);
        assertThat(ToneMap.scale(frame(new float[3 * PIXELS], new float[PIXELS])))
                .isZero();
    }

    @Test
    void aPictureWithoutASurfaceKeepsItsRadiance() {
        float[] entity = new float[PIXELS];
        Arrays.fill(entity, -1);

        assertThat(ToneMap.scale(frame(new float[3 * PIXELS], entity))).isEqualTo(1);
    }

    @Test
    void negativeRadianceIsBlack() {
        float[] radiance = new float[3 * PIXELS];
        Arrays.fill(radiance, 1);
        radiance[0] = -1;

        assertThat(ToneMap.apply(frame(radiance, new float[PIXELS]))[0]).isZero();
    }

    private static RawFrame frame(float[] radiance, float[] entity) {
        Shape map = Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH);
        return new RawFrame(
                FloatTensor.wrap(Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH, 3), radiance),
                FloatTensor.wrap(map, new float[PIXELS]),
                FloatTensor.wrap(map, entity));
    }
}
