package dev.marigold.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.calibration.KnownDepth;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.calibration.MetricDepth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointProjectionTest {
    private static final PointProjection PROJECTION = new PointProjection(new CameraIntrinsics(100, 50, 2, 1), 5, 3);

    @Test
    void pointsFallOnThePixelsThatShowThem() {
        List<KnownDepth> known = PROJECTION.knownDepths(points(0, 0, 4, 0.04f, -0.04f, 2));

        assertThat(known).extracting(KnownDepth::toString).containsExactly("(4, 0) = 2.0 m", "(2, 1) = 4.0 m");
    }

    @Test
    void pointsThatThePictureDoesNotShowAreLeftOut() {
        assertThat(PROJECTION.knownDepths(
                        points(0, 0, -4, 1, 0, 4, 0, 1, 4, 0, 0, 0, Float.NaN, 0, 1, 0, 0, Float.POSITIVE_INFINITY)))
                .isEmpty();
    }

    @Test
    void nearestOfSeveralPointsOnAPixelHidesTheOthers() {
        assertThat(PROJECTION.knownDepths(points(0, 0, 4, 0, 0, 3, 0, 0, 5)))
                .extracting(KnownDepth::metres)
                .containsExactly(3.0);
    }

    @Test
    void pixelsOfHugePicturesAreNotMixedUp() {
        PointProjection huge = new PointProjection(new CameraIntrinsics(1, 1, 0, 0), 65536, 65537);

        assertThat(huge.knownDepths(points(0, 0, 4, 0, 65536, 1)))
                .extracting(KnownDepth::toString)
                .containsExactly("(0, 0) = 4.0 m", "(0, 65536) = 1.0 m");
    }

    @Test
    void otherShapesAreRefused() {
        assertThatThrownBy(() -> PROJECTION.knownDepths(FloatTensor.copyOf(Shape.of(1, 2), 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("points must have shape [N, 3], got [1, 2]");
    }

    @Test
    void pointsOfASceneCalibrateItsPrediction() {
        FloatTensor truth = BoxRoom.depth();
        float[] prediction = truth.toArray();
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] = (prediction[i] - 1) / 4;
        }
        PointCloud scan = BackProjection.builder(MetricDepth.of(truth), BoxRoom.CAMERA)
                .stride(7)
                .build()
                .pointCloud();

        List<KnownDepth> known =
                new PointProjection(BoxRoom.CAMERA, BoxRoom.WIDTH, BoxRoom.HEIGHT).knownDepths(scan.positions());
        MetricCalibration calibration = MetricCalibration.builder(FloatTensor.wrap(truth.shape(), prediction))
                .known(known)
                .build();

        assertThat(known).hasSize(scan.size());
        assertThat(calibration.inlierRatio()).isEqualTo(1);
        assertThat(calibration.transform().scale()).isCloseTo(4, within(1e-5));
        assertThat(calibration.transform().shift()).isCloseTo(1, within(1e-5));
    }

    private static FloatTensor points(float... values) {
        return FloatTensor.wrap(Shape.of(values.length / 3, 3), values);
    }
}
