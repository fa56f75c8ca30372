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
                assertThat(PlaneDepth.PUBLISHED.factor(column, row)).isCloseTo(corner, within(1e-12));
            }
        }
    }

    @Test
    void theCentreKeepsItsDistance() {
        double centre = 1 / Math.sqrt(1 + 2 * (0.5 / 886.81) * (0.5 / 886.81));

        assertThat(PlaneDepth.PUBLISHED.factor(511, 383)).isCloseTo(centre, within(1e-12));
        assertThat(PlaneDepth.PUBLISHED.factor(512, 384)).isCloseTo(centre, within(1e-12));
    }

    @Test
    void aTiltedLensSeesAlongItsOwnRays() {
        // A lens that is shifted upwards by half of the picture, and tilted: what is seen in the middle is off the
        // axis.
        double[] rays = {0.5, 0, 0, 0, 0.4, 0.2, 0.1, 0, -1};

        double factor = new PlaneDepth(rays).factor(767, 191);

        double u = 1535.0 / 1024 - 1;
        double v = 1 - 383.0 / 768;
        double z = 0.1 * u - 1;
        double x = 0.5 * u;
        double y = 0.4 * v + 0.2;
        assertThat(factor).isCloseTo(-z / Math.sqrt(x * x + y * y + z * z), within(1e-12));
        assertThat(u).isCloseTo(0.5, within(1e-3));
        assertThat(v).isCloseTo(0.5, within(2e-3));
    }

    @Test
    void aWallSeenStraightOnIsFlat() {
        float[] distance = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            distance[i] = (float) (3.0005 / PlaneDepth.PUBLISHED.factor(i % 1024, i / 1024));
        }

        short[] depth = PlaneDepth.PUBLISHED.millimetres(frame(distance, new float[PIXELS]));

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
        return Short.toUnsignedInt(PlaneDepth.PUBLISHED.millimetres(frame(distances, entities))[383 * 1024 + 511]);
    }

    private static RawFrame frame(float[] distance, float[] entity) {
        Shape map = Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH);
        FloatTensor black = FloatTensor.wrap(Shape.of(RawFrame.HEIGHT, RawFrame.WIDTH, 3), new float[3 * PIXELS]);
        return new RawFrame(black, FloatTensor.wrap(map, distance), FloatTensor.wrap(map, entity));
    }
}
