package dev.marigold.dataset.hypersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaneDepthTest {
    private static final int PIXELS = RawFrame.WIDTH * RawFrame.HEIGHT;
    /** Four decimals were published. */
    private static final double PUBLISHED = 5e-5;

    @Test
    void cornersLoseNearlyAFifthOfTheirDistance() {
        double corner = 886.81 / Math.sqrt(511.5 * 511.5 + 383.5 * 383.5 + 886.81 * 886.81);

        assertThat(corner).isCloseTo(0.8112, within(PUBLISHED));
        for (int column : new int[] {0, 1023}) {
            for (int row : new int[] {0, 767}) {
                assertThat(PlaneDepth.factor(column, row, 1024, 768)).isCloseTo(corner, within(1e-12));
            }
        }
    }

    @Test
    void theCentreKeepsItsDistance() {
        double centre = 1 / Math.sqrt(1 + 2 * (0.5 / 886.81) * (0.5 / 886.81));

        assertThat(PlaneDepth.factor(511, 383, 1024, 768)).isCloseTo(centre, within(1e-12));
        assertThat(PlaneDepth.factor(512, 384, 1024, 768)).isCloseTo(centre, within(1e-12));
    }

    @Test
    void aWallSeenStraightOnIsFlat() {
        float[] distance = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            distance[i] = (float) (3.0005 / PlaneDepth.factor(i % 1024, i / 1024, 1024, 768));
        }

        short[] depth = PlaneDepth.millimetres(frame(distance, new float[PIXELS]));

        for (short millimetres : depth) {
            assertThat(millimetres).isEqualTo((short) 3000);
        }
    }

    @Test
    void depthIsTruncatedToMillimetres() {
        assertThat(centreMillimetres(1.2349f, 0)).isEqualTo(1234);
    }

    @Test
    void whatIsTooFarDoesNotSeemNear() {
        assertThat(centreMillimetres(65.6f, 0)).isEqualTo(0xffff);
        assertThat(centreMillimetres(1e9f, 0)).isEqualTo(0xffff);
    }

    @Test
    void whereNothingIsSeenThereIsNoDepth() {
        assertThat(centreMillimetres(2, -1)).isZero();
        assertThat(centreMillimetres(Float.NaN, 0)).isZero();
    }

    private static int centreMillimetres(float distance, float entity) {
        float[] distances = new float[PIXELS];
        float[] entities = new float[PIXELS];
        Arrays.fill(distances, distance);
        Arrays.fill(entities, entity);
        return Short.toUnsignedInt(PlaneDepth.millimetres(frame(distances, entities))[383 * 1024 + 511]);
    }

    private static RawFrame frame(float[] distance, float[] entity) {
        Shape map = Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH);
        FloatTensor black = FloatTensor.wrap(Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH, 3), new float[3 * PIXELS]);
        return new RawFrame(black, FloatTensor.wrap(map, distance), FloatTensor.wrap(map, entity));
    }
}
