package dev.marigold.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessorTest {
    /** A few roundings of values near one. */
    private static final float TOLERANCE = 1e-6f;

    private static PaddedPicture process(RgbImage image, int resolution) {
        return new Preprocessor(ResampleMode.BILINEAR, resolution, 8).process(image);
    }

    /** The table of reference/marigold.md section 1.5, a tenth of the size, and its corner cases. */
    @ParameterizedTest
    @CsvSource({
        "64, 48, 768, 768, 576, 768, 576",
        "192, 108, 768, 768, 432, 768, 432",
        "121, 35, 768, 768, 222, 768, 224",
        "124, 37, 768, 768, 229, 768, 232",
        "90, 61, 64, 64, 43, 64, 48",
        "57, 80, 96, 68, 96, 72, 96",
        "1, 1, 64, 64, 64, 64, 64",
        "5, 3, 0, 5, 3, 8, 8",
        "16, 8, 0, 16, 8, 16, 8",
    })
    void sizesAreThoseOfDiffusers(
            int width, int height, int resolution, int newWidth, int newHeight, int paddedWidth, int paddedHeight) {
        PaddedPicture picture = process(Pictures.of(width, height, (channel, x, y) -> 0.5), resolution);

        assertThat(picture.width()).isEqualTo(newWidth);
        assertThat(picture.height()).isEqualTo(newHeight);
        assertThat(picture.tensor().shape()).isEqualTo(Shape.of(1, 3, paddedHeight, paddedWidth));
    }

    @Test
    void blackAndWhiteBecomeMinusOneAndOne() {
        FloatTensor tensor =
                process(Pictures.of(8, 8, (channel, x, y) -> x % 2), 0).tensor();

        assertThat(tensor.get(0)).isEqualTo(-1);
        assertThat(tensor.get(1)).isEqualTo(1);
    }

    @Test
    void thePaddingRepeatsTheBorderOnTheRightAndBottom() {
        FloatTensor tensor = process(Pictures.slopes(5, 3), 0).tensor();

        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    float border = tensor.get((channel * 8 + Math.min(y, 2)) * 8 + Math.min(x, 4));
                    assertThat(tensor.get((channel * 8 + y) * 8 + x)).isEqualTo(border);
                }
            }
        }
    }

    @Test
    void aPictureOfTheRightSizeKeepsItsPixels() {
        RgbImage image = Pictures.slopes(16, 8);
        float[] pixels = image.toTensor().toArray();

        FloatTensor tensor = process(image, 16).tensor();

        for (int i = 0; i < pixels.length; i++) {
            assertThat(tensor.get(i)).isCloseTo(2 * pixels[i] - 1, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @EnumSource(ResampleMode.class)
    void picturesAreResizedAsTheirTensorsAre(ResampleMode mode) {
        boolean antialias = mode == ResampleMode.BILINEAR || mode == ResampleMode.BICUBIC;
        for (int[] size : new int[][] {{1, 1}, {64, 2}, {1, 39}, {97, 31}, {31, 97}, {5, 3}, {40, 30}}) {
            RgbImage image = Pictures.slopes(size[0], size[1]);
            PaddedPicture picture = new Preprocessor(mode, 40, 1).process(image);

            float[] expected = Resampler.of(mode, antialias)
                    .resize(image.toTensor(), picture.height(), picture.width())
                    .toArray();

            for (int i = 0; i < expected.length; i++) {
                assertThat(picture.tensor().get(i)).isEqualTo(2 * expected[i] - 1);
            }
        }
    }

    @Test
    void aLargePictureIsNotTurnedIntoNumbersAsAWhole() throws ReflectiveOperationException {
        int pixels = 2000 * 1500;
        RgbImage image = RgbImage.ofRgb(2000, 1500, new byte[3 * pixels]);
        long before = allocatedBytes();

        process(image, 64);

        assertThat(allocatedBytes() - before).isLessThan(3L * pixels);
    }

    /** Returns what this thread has allocated so far; by reflection, because the module under test does not read java.management. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getThreadAllocatedBytes", long.class)
                .invoke(threads, Thread.currentThread().getId());
    }

    @Test
    void croppingUndoesThePaddingOfEveryMember() {
        PaddedPicture picture = process(Pictures.slopes(5, 3), 0);
        float[] maps = new float[2 * 8 * 8];
        for (int i = 0; i < maps.length; i++) {
            maps[i] = i;
        }

        FloatTensor cropped = picture.crop(FloatTensor.wrap(Shape.of(2, 8, 8), maps));

        assertThat(cropped)
                .isEqualTo(FloatTensor.copyOf(
                        Shape.of(2, 3, 5),
                        0,
                        1,
                        2,
                        3,
                        4,
                        8,
                        9,
                        10,
                        11,
                        12,
                        16,
                        17,
                        18,
                        19,
                        20,
                        64,
                        65,
                        66,
                        67,
                        68,
                        72,
                        73,
                        74,
                        75,
                        76,
                        80,
                        81,
                        82,
                        83,
                        84));
    }
}
