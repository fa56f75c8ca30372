package dev.marigold.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.ResampleMode;
import dev.marigold.training.DrawnDataset;
import dev.marigold.training.DrawnDataset.Pixel;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Picture, depth and mask of a cropped, mirrored and resized sample show the same place in every pixel. */
class SampleAgreementTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 40;
    private static final TrainingSize SIZE = new TrainingSize(20, 16);
    private static final int RED = 5;
    private static final int GREEN = 6;

    /** Both the colours and the depth say where a pixel is; slanting lines that look otherwise in a mirror do not count. */
    private static final DrawnDataset PLACES = new DrawnDataset(
            "places", 1, WIDTH, HEIGHT, (index, x, y) -> new Pixel(RED * x, GREEN * y, 1 + x + 100 * y, counts(x, y)));

    private static boolean counts(int x, int y) {
        return (x + 2 * y) % 3 != 0;
    }

    private static TrainingSample cut(double flipProbability, ResampleMode pictures, int seed) throws IOException {
        SampleGeometry geometry = new SampleGeometry(flipProbability, 0.6, pictures);
        return new SampleCutter(geometry, Photometric.none(), DepthNormalization.published())
                .cut(PLACES.sample(0), SIZE, new SplittableRandom(seed));
    }

    private static int column(TrainingSample sample, int i) {
        return Math.round(sample.metres()[i] - 1) % 100;
    }

    private static int row(TrainingSample sample, int i) {
        return Math.round(sample.metres()[i] - 1) / 100;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "1, 1", "1, 2"})
    void everyPixelShowsOnePlace(double flipProbability, int seed) throws IOException {
        TrainingSample sample = cut(flipProbability, ResampleMode.NEAREST_EXACT, seed);

        int pixels = SIZE.width() * SIZE.height();
        float low = sample.depth().low();
        float span = sample.depth().high() - low;
        for (int i = 0; i < pixels; i++) {
            int x = column(sample, i);
            int y = row(sample, i);
            float normalised = Math.max(-1, Math.min(1, (sample.metres()[i] - low) / span * 2 - 1));
            assertThat(sample.picture()[i]).isCloseTo(RED * x / 255f * 2 - 1, within(1e-5f));
            assertThat(sample.picture()[pixels + i]).isCloseTo(GREEN * y / 255f * 2 - 1, within(1e-5f));
            assertThat(sample.depth().valid().get(i)).isEqualTo(counts(x, y));
            assertThat(sample.depth().values().get(i)).isCloseTo(counts(x, y) ? normalised : 1, within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "1, 1", "1, 2"})
    void smoothedPicturesStayWhereTheirDepthIs(double flipProbability, int seed) throws IOException {
        TrainingSample sample = cut(flipProbability, ResampleMode.BILINEAR, seed);

        // Depth takes the nearest pixel, colours the mean of up to three.
        float aPixelAndAHalf = 1.5f * RED / 255 * 2;
        for (int i = 0; i < SIZE.width() * SIZE.height(); i++) {
            assertThat(sample.picture()[i]).isCloseTo(RED * column(sample, i) / 255f * 2 - 1, within(aPixelAndAHalf));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "1, 1, false"})
    void aPartOfThePictureIsTakenAsWideAsAskedFor(double flipProbability, int seed, boolean leftToRight)
            throws IOException {
        TrainingSample sample = cut(flipProbability, ResampleMode.NEAREST_EXACT, seed);

        int first = column(sample, 0);
        int last = column(sample, SIZE.width() - 1);
        int bottom = row(sample, SIZE.width() * SIZE.height() - 1);
        assertThat(last > first).isEqualTo(leftToRight);
        // From 0.6 of the largest part, which is 48 by 38, up to all of it; the outermost columns may be left out.
        assertThat(Math.abs(last - first) + 1).isBetween(26, 46);
        assertThat(bottom - row(sample, 0) + 1).isBetween(20, 37);
    }
}
