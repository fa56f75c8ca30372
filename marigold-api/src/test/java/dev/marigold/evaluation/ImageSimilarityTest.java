package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageSimilarityTest {
    /** A relative 1e-5: pictures are rounded to single precision in another order. */
    private static final double PERCENT = 0.001;

    static List<SimilarityCase> cases() throws IOException {
        return SimilarityCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signalToNoiseRatioIsTheRecordedOne(SimilarityCase golden) {
        assertThat(ImageSimilarity.psnr(golden.prediction(), golden.truth(), golden.everything()))
                .isCloseTo(golden.get("psnr"), withinPercentage(PERCENT));
        assertThat(ImageSimilarity.psnr(golden.prediction(), golden.truth(), golden.mask()))
                .isCloseTo(golden.get("psnr_masked"), withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void structuralSimilarityIsTheRecordedOne(SimilarityCase golden) {
        assertThat(ImageSimilarity.ssim(golden.prediction(), golden.truth(), golden.everything()))
                .isCloseTo(golden.get("ssim"), withinPercentage(PERCENT));
        assertThat(ImageSimilarity.ssim(golden.prediction(), golden.truth(), golden.mask()))
                .isCloseTo(golden.get("ssim_masked"), withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scaleAndBrightnessAreTheRecordedOnes(SimilarityCase golden) {
        assertThat(IntrinsicScaling.scale(golden.prediction(), golden.truth(), golden.mask()))
                .isCloseTo(golden.get("scale_masked"), withinPercentage(PERCENT));
        assertThat(IntrinsicScaling.brightnessFactor(golden.truth(), golden.mask()))
                .isCloseTo(golden.get("brightness_factor_masked"), withinPercentage(PERCENT));
    }

    @Test
    void equalPicturesAreAsAlikeAsCanBe() {
        FloatTensor picture = grey(12, 0.25f);
        PixelMask all = PixelMask.all(12, 12);

        assertThat(ImageSimilarity.psnr(picture, picture, all)).isInfinite();
        assertThat(ImageSimilarity.ssim(picture, picture, all)).isEqualTo(1);
    }

    @Test
    void tenthOfThePeakIsTwentyDecibels() {
        assertThat(ImageSimilarity.psnr(grey(3, 0.5f), grey(3, 0.6f), PixelMask.all(3, 3)))
                .isCloseTo(20, withinPercentage(PERCENT));
    }

    @Test
    void pictureSmallerThanTheWindowIsRefused() {
        assertThatThrownBy(() -> ImageSimilarity.ssim(grey(10, 0), grey(10, 0), PixelMask.all(10, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures must have at least 11x11 pixels, got 10x10");
    }

    @Test
    void picturesOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> ImageSimilarity.psnr(grey(10, 0), grey(11, 0), PixelMask.all(10, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction and truth must have one shape [C, H, W], got [3, 10, 10] and [3, 11, 11]");
    }

    @Test
    void maskWithoutAPixelIsRefused() {
        assertThatThrownBy(() -> ImageSimilarity.psnr(grey(2, 0), grey(2, 0), PixelMask.wrap(2, 2, new boolean[4])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mask must have at least one valid pixel, got none");
    }

    @Test
    void blackPictureHasNoBrightnessFactor() {
        assertThat(IntrinsicScaling.brightnessFactor(grey(4, 0), PixelMask.all(4, 4)))
                .isZero();
    }

    @Test
    void gammaAndLinearAreInverse() {
        FloatTensor picture = FloatTensor.copyOf(Shape.of(5), 0, 0.1f, 0.5f, 1, -1);

        FloatTensor back = IntrinsicScaling.toGamma(IntrinsicScaling.toLinear(picture));

        assertThat(back.toArray()).usingComparatorWithPrecision(1e-6f).containsExactly(0, 0.1f, 0.5f, 1, 0);
        assertThat(IntrinsicScaling.toLinear(picture).get(2)).isCloseTo(0.21763764f, withinPercentage(PERCENT));
    }

    @Test
    void scalingClipsToTheRange() {
        FloatTensor picture = FloatTensor.copyOf(Shape.of(3), -1, 0.25f, 0.75f);

        assertThat(IntrinsicScaling.scaled(picture, 2)).isEqualTo(FloatTensor.copyOf(Shape.of(3), 0, 0.5f, 1));
    }

    private static FloatTensor grey(int edge, float value) {
        float[] values = new float[3 * edge * edge];
        Arrays.fill(values, value);
        return FloatTensor.wrap(Shape.of(3, edge, edge), values);
    }
}
