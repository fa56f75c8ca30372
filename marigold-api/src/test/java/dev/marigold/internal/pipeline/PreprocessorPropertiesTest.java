package dev.marigold.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.error.InvalidImageException;
import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.Pictures;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for pictures of any size. */
class PreprocessorPropertiesTest {
    /** Filters sum up to a hundred rounded products of values near one. */
    private static final float TOLERANCE = 4e-6f;

    private static final int MULTIPLE = 8;

    /** Sizes of pictures, and processing resolutions, of which every eighth is the picture's own size. */
    static Stream<Arguments> sizes() {
        Random random = new Random(8);
        return IntStream.range(0, 64)
                .mapToObj(i -> Arguments.of(
                        4 + random.nextInt(150), 4 + random.nextInt(150), MULTIPLE * (i % 8 == 0 ? 0 : 5 + i % 16)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theLongerEdgeIsTheResolutionAndTheShorterOneRoundedDown(int width, int height, int resolution) {
        PaddedPicture picture = process(ResampleMode.BILINEAR, Pictures.slopes(width, height), resolution);

        int longer = Math.max(width, height);
        int expected = resolution == 0 ? longer : resolution;
        assertThat(Math.max(picture.width(), picture.height())).isEqualTo(expected);
        assertThat(picture.width()).isEqualTo(Math.floorDiv(width * expected, longer));
        assertThat(picture.height()).isEqualTo(Math.floorDiv(height * expected, longer));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void thePaddingIsTheLeastThatDivides(int width, int height, int resolution) {
        PaddedPicture picture = process(ResampleMode.BILINEAR, Pictures.slopes(width, height), resolution);

        int paddedHeight = picture.tensor().shape().extent(2);
        int paddedWidth = picture.tensor().shape().extent(3);
        assertThat(paddedHeight % MULTIPLE).isZero();
        assertThat(paddedWidth % MULTIPLE).isZero();
        assertThat(paddedHeight - picture.height()).isBetween(0, MULTIPLE - 1);
        assertThat(paddedWidth - picture.width()).isBetween(0, MULTIPLE - 1);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aPictureOnItsSideIsTheSamePictureOnItsSide(int width, int height, int resolution) {
        RgbImage upright = Pictures.of(width, height, (channel, x, y) -> value(channel, x, y));
        RgbImage onItsSide = Pictures.of(height, width, (channel, x, y) -> value(channel, y, x));

        FloatTensor expected =
                process(ResampleMode.BILINEAR, upright, resolution).tensor();
        FloatTensor actual =
                process(ResampleMode.BILINEAR, onItsSide, resolution).tensor();

        assertThat(transposed(actual)).containsExactly(expected.toArray(), within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(ResampleMode.class)
    void aUniformPictureStaysUniformInEveryMode(ResampleMode mode) {
        for (int width : new int[] {5, 31, 97}) {
            RgbImage image = Pictures.of(width, 23, (channel, x, y) -> (channel + 1) * 0.25);

            float[] values = process(mode, image, 40).tensor().toArray();

            for (int i = 0; i < values.length; i++) {
                float expected = (3 * i / values.length + 1) * 0.5f - 1;
                assertThat(values[i]).isCloseTo(expected, within(2e-5f));
            }
        }
    }

    /** Pictures of common cameras and of data sets, as in the table of section 1.5 of the reference. */
    @ParameterizedTest
    @CsvSource({
        "640, 480, 768, 576, 768, 576",
        "1920, 1080, 768, 432, 768, 432",
        "1216, 352, 768, 222, 768, 224",
        "1242, 375, 768, 231, 768, 232",
        "1024, 436, 768, 327, 768, 328",
    })
    void sizesOfTheReference(int width, int height, int newWidth, int newHeight, int paddedWidth, int paddedHeight) {
        PaddedPicture picture = process(ResampleMode.NEAREST, Pictures.slopes(width, height), 768);

        assertThat(new int[] {picture.width(), picture.height()}).containsExactly(newWidth, newHeight);
        assertThat(picture.tensor().shape().toArray()).containsExactly(1, 3, paddedHeight, paddedWidth);
    }

    @ParameterizedTest
    @CsvSource({"65, 1", "1, 65", "129, 2"})
    void aPictureWhoseShorterEdgeWouldVanishIsRefused(int width, int height) {
        RgbImage image = Pictures.slopes(width, height);

        assertThatThrownBy(() -> process(ResampleMode.BILINEAR, image, 64))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("The longer edge of a picture may be at most 64 times the shorter one at"
                        + " processingResolution 64, got " + width + "x" + height);
        assertThat(process(ResampleMode.BILINEAR, Pictures.slopes(64, 1), 64).height())
                .isEqualTo(1);
    }

    private static PaddedPicture process(ResampleMode mode, RgbImage image, int resolution) {
        return new Preprocessor(mode, resolution, MULTIPLE).process(image);
    }

    private static double value(int channel, int x, int y) {
        return 0.5 + 0.5 * Math.sin(0.7 * x + 1.3 * y + 2 * channel);
    }

    private static float[] transposed(FloatTensor tensor) {
        int height = tensor.shape().extent(2);
        int width = tensor.shape().extent(3);
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.length; i++) {
            int plane = i / (height * width);
            int x = i % (height * width) / height;
            int y = i % height;
            values[i] = tensor.get((plane * height + y) * width + x);
        }
        return values;
    }
}
