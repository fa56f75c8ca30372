package dev.marigold.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.NpyFile;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import dev.marigold.prediction.Timings;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricDepthTest {
    private static final Shape ROW = Shape.of(1, 4);
    private static final float ROUNDING = 1e-6f;

    @TempDir
    Path directory;

    @Test
    void depthsBehindTheCameraAreInvalid() {
        DepthTransform transform = new DepthTransform(CalibrationDomain.DEPTH, 2, -1);

        MetricDepth depth = transform.apply(FloatTensor.copyOf(ROW, 0, 0.5f, 0.75f, 1));

        assertThat(depth.metres().toArray()).containsExactly(Float.NaN, Float.NaN, 0.5f, 1);
        assertThat(depth.validCount()).isEqualTo(2);
        assertThat(depth.metresAt(2, 0)).isEqualTo(0.5f);
    }

    @Test
    void disparityBecomesItsInverseAndDepthsBeyondInfinityAreInvalid() {
        DepthTransform transform = new DepthTransform(CalibrationDomain.DISPARITY, 1, -0.5);

        MetricDepth depth = transform.apply(FloatTensor.copyOf(ROW, 0, 0.5f, 0.75f, 1));

        assertThat(depth.metres().toArray()).containsExactly(Float.NaN, Float.NaN, 4, 2);
    }

    @Test
    void uncertaintyIsInMetres() {
        FloatTensor uncertainty = FloatTensor.copyOf(ROW, 0.1f, 0.1f, 0.1f, 0.2f);
        DepthPrediction prediction = prediction(FloatTensor.copyOf(ROW, 0, 0.25f, 0.5f, 1), uncertainty);

        FloatTensor ofDepth = new DepthTransform(CalibrationDomain.DEPTH, 3, 1)
                .apply(prediction)
                .uncertainty()
                .orElseThrow();
        FloatTensor ofDisparity = new DepthTransform(CalibrationDomain.DISPARITY, 1, 0)
                .apply(prediction)
                .uncertainty()
                .orElseThrow();

        assertThat(ofDepth.toArray()).containsExactly(new float[] {0.3f, 0.3f, 0.3f, 0.6f}, within(ROUNDING));
        assertThat(ofDisparity.get(0)).isNaN();
        assertThat(ofDisparity.get(1)).isCloseTo(1.6f, within(ROUNDING));
        assertThat(ofDisparity.get(3)).isCloseTo(0.2f, within(ROUNDING));
    }

    @Test
    void uncertaintyIsUnknownWhereTheDepthIs() {
        FloatTensor uncertainty = FloatTensor.copyOf(ROW, 0.1f, 0.2f, 0.1f, 0.1f);
        DepthPrediction prediction = prediction(FloatTensor.copyOf(ROW, 0, 0.75f, 1, 0.5f), uncertainty);

        FloatTensor converted = new DepthTransform(CalibrationDomain.DEPTH, 2, -1)
                .apply(prediction)
                .uncertainty()
                .orElseThrow();
        FloatTensor given = MetricDepth.of(FloatTensor.copyOf(ROW, 0, 1, 2, Float.NaN), uncertainty)
                .uncertainty()
                .orElseThrow();

        assertThat(converted.toArray())
                .containsExactly(new float[] {Float.NaN, 0.4f, 0.2f, Float.NaN}, within(ROUNDING));
        assertThat(given.toArray()).containsExactly(Float.NaN, 0.2f, 0.1f, Float.NaN);
    }

    @Test
    void assumedRangeIsFromNearToFar() {
        MetricDepth depth = DepthTransform.between(0.5, 8.5).apply(FloatTensor.copyOf(ROW, 0, 0.25f, 0.5f, 1));

        assertThat(depth.metres().toArray()).containsExactly(0.5f, 2.5f, 4.5f, 8.5f);
    }

    @Test
    void rangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> DepthTransform.between(0, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("near must be finite and > 0, got 0.0");
        assertThatThrownBy(() -> DepthTransform.between(2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("far must be > near 2.0 and at most 3.4028235E38, got 2.0");
    }

    @Test
    void scaleThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> new DepthTransform(CalibrationDomain.DEPTH, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be finite and > 0, got -1.0");
    }

    @Test
    void npyKeepsMetresAndHoles() throws IOException {
        Path file = directory.resolve("metres.npy");
        MetricDepth depth = MetricDepth.of(FloatTensor.copyOf(ROW, 1.5f, -1, 100, 0));

        int limited = MetricDepthWriter.npy().write(depth, file);

        assertThat(limited).isZero();
        assertThat(NpyFile.read(file).toArray()).containsExactly(1.5f, Float.NaN, 100, Float.NaN);
    }

    @Test
    void pngHoldsMillimetresAndCountsWhatItCannotHold() throws IOException {
        Path file = directory.resolve("metres.png");
        MetricDepth depth =
                MetricDepth.of(FloatTensor.copyOf(Shape.of(2, 3), 1.2346f, Float.NaN, 65.535f, 65.6f, 1e9f, 1e-4f));

        int limited = MetricDepthWriter.millimetrePng().write(depth, file);

        BufferedImage image = ImageIO.read(file.toFile());
        int[] levels = image.getRaster().getSamples(0, 0, 3, 2, 0, new int[6]);
        assertThat(levels).containsExactly(1235, 0, 65535, 65535, 65535, 1);
        assertThat(limited).isEqualTo(3);
        assertThat(image.getColorModel().getPixelSize()).isEqualTo(16);
    }

    @Test
    void shapesAreChecked() {
        assertThatThrownBy(() -> MetricDepth.of(FloatTensor.copyOf(Shape.of(0, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metres must have shape [H, W] with H and W >= 1, got [0, 2]");
        assertThatThrownBy(
                        () -> MetricDepth.of(FloatTensor.copyOf(ROW, 1, 1, 1, 1), FloatTensor.copyOf(Shape.of(1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uncertainty must have the shape of metres [1, 4], got [1]");
    }

    @Test
    void pixelsOutsideAreRefused() {
        MetricDepth depth = MetricDepth.of(FloatTensor.copyOf(ROW, 1, 1, 1, 1));

        assertThatThrownBy(() -> depth.metresAt(4, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("pixel (4, 0) of a map of 4x1");
    }

    private static DepthPrediction prediction(FloatTensor depth, FloatTensor uncertainty) {
        Provenance provenance = new Provenance("c", "b", "s", "e", 1, 2, MemberViews.SAME, 0, OptionalLong.empty());
        return new DepthPrediction(
                depth, uncertainty, AffineInvariance.SCALE_AND_SHIFT, null, provenance, Timings.of(Map.of()));
    }
}
