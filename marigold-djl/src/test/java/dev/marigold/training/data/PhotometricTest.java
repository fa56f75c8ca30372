package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alteration does what its name says, and nothing where it is not asked for. */
class PhotometricTest {
    private static final int EDGE = 32;
    private static final int PLANE = EDGE * EDGE;
    private static final float TOLERANCE = 1e-5f;

    /** Colours around a quarter, a half and 0.55, far enough from black and white that little is clipped. */
    private static final FloatTensor PICTURE = picture();

    private static FloatTensor picture() {
        Random random = new Random(1);
        float[] middles = {0.25f, 0.5f, 0.55f};
        float[] values = new float[3 * PLANE];
        for (int i = 0; i < values.length; i++) {
            values[i] = middles[i / PLANE] + 0.2f * (random.nextFloat() - 0.5f);
        }
        return FloatTensor.wrap(Shape.of(1, 3, EDGE, EDGE), values);
    }

    private static float[] altered(Photometric.Builder alterations) {
        return alterations.build().apply(PICTURE, new SplittableRandom(3)).toArray();
    }

    private static double mean(float[] values, int channel) {
        double sum = 0;
        for (int i = channel * PLANE; i < (channel + 1) * PLANE; i++) {
            sum += values[i];
        }
        return sum / PLANE;
    }

    private static double mean(float[] values) {
        return (mean(values, 0) + mean(values, 1) + mean(values, 2)) / 3;
    }

    /** Returns the standard deviation of a channel. */
    private static double deviation(float[] values, int channel) {
        double mean = mean(values, channel);
        double squares = 0;
        for (int i = channel * PLANE; i < (channel + 1) * PLANE; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / PLANE);
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @Test
    void nothingIsDoneUnasked() {
        assertThat(largestDifference(altered(Photometric.builder()), PICTURE.toArray()))
                .isZero();
    }

    static List<Photometric.Builder> alteringNothing() {
        return List.of(
                Photometric.builder(),
                Photometric.builder().blur(0, 3).noise(0, 0.5).jpeg(0, 0.1),
                Photometric.builder().blur(1, 0).noise(1, 0),
                Photometric.builder().exposure(new Range(1, 1)).saturation(Range.only(1)));
    }

    @ParameterizedTest
    @MethodSource("alteringNothing")
    void whatNeverComesAltersNothing(Photometric.Builder alterations) {
        assertThat(alterations.build().isNone()).isTrue();
        assertThat(altered(alterations)).containsExactly(PICTURE.toArray());
    }

    static List<Photometric.Builder> alteringSomething() {
        return List.of(
                Photometric.builder().exposure(new Range(1, 1.1)),
                Photometric.builder().colourCast(new Range(0.9, 1)),
                Photometric.builder().gamma(Range.only(1.1)),
                Photometric.builder().contrast(Range.only(0.9)),
                Photometric.builder().saturation(Range.only(0)),
                Photometric.builder().grey(0.1),
                Photometric.builder().blur(0.1, 1),
                Photometric.builder().noise(0.1, 0.1),
                Photometric.builder().jpeg(0.1, 0.95));
    }

    @ParameterizedTest
    @MethodSource("alteringSomething")
    void whatMayComeIsNotNothing(Photometric.Builder alterations) {
        assertThat(alterations.build().isNone()).isFalse();
    }

    @Test
    void coloursAreNotTurnedAround() {
        assertThatThrownBy(() -> Photometric.builder().saturation(new Range(-0.1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("saturation must be >= 0, got Range[low=-0.1, high=1.0]");
    }

    @Test
    void exposureScalesEveryValue() {
        float[] expected = PICTURE.toArray();
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= 0.7f;
        }

        float[] darker = altered(Photometric.builder().exposure(Range.only(0.7)));

        assertThat(largestDifference(darker, expected)).isLessThan(TOLERANCE);
    }

    @Test
    void whatIsTooBrightIsWhite() {
        float[] brighter = altered(Photometric.builder().exposure(Range.only(100)));

        assertThat(brighter).containsOnly(1);
    }

    @Test
    void aColourCastScalesChannelsDifferently() {
        float[] cast = altered(Photometric.builder().colourCast(new Range(0.6, 1.2)));

        double[] gains = new double[3];
        for (int c = 0; c < 3; c++) {
            gains[c] = mean(cast, c) / mean(PICTURE.toArray(), c);
            // One factor for the whole channel scales its deviation too.
            assertThat(deviation(cast, c)).isCloseTo(gains[c] * deviation(PICTURE.toArray(), c), within(1e-4));
            assertThat(gains[c]).isBetween(0.6, 1.2);
        }
        assertThat(gains[0]).isNotCloseTo(gains[1], within(0.01));
        assertThat(gains[1]).isNotCloseTo(gains[2], within(0.01));
    }

    @Test
    void gammaIsAnExponent() {
        float[] expected = PICTURE.toArray();
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= expected[i];
        }

        float[] squared = altered(Photometric.builder().gamma(Range.only(2)));

        assertThat(largestDifference(squared, expected)).isLessThan(TOLERANCE);
    }

    @Test
    void contrastSpreadsValuesAroundTheMean() {
        float[] flat = altered(Photometric.builder().contrast(Range.only(0.5)));

        assertThat(mean(flat)).isCloseTo(mean(PICTURE.toArray()), within(1e-4));
        for (int c = 0; c < 3; c++) {
            assertThat(deviation(flat, c)).isCloseTo(deviation(PICTURE.toArray(), c) / 2, within(1e-4));
        }
        assertThat(mean(flat, 0) - mean(flat)).isCloseTo((mean(PICTURE.toArray(), 0) - mean(flat)) / 2, within(1e-4));
    }

    @Test
    void saturationSpreadsTheChannelsOfAPixel() {
        float[] pale = altered(Photometric.builder().saturation(Range.only(0.5)));

        for (int i = 0; i < PLANE; i++) {
            float before = PICTURE.get(PLANE + i) - PICTURE.get(i);
            assertThat(pale[PLANE + i] - pale[i]).isCloseTo(before / 2, within(TOLERANCE));
        }
        assertThat(mean(pale)).isCloseTo(mean(PICTURE.toArray()), within(1e-4));
    }

    @Test
    void greyPicturesHaveEqualChannels() {
        float[] grey = altered(Photometric.builder().grey(1).saturation(Range.only(1.4)));

        for (int i = 0; i < PLANE; i++) {
            float mean = (PICTURE.get(i) + PICTURE.get(PLANE + i) + PICTURE.get(2 * PLANE + i)) / 3;
            assertThat(grey[i]).isCloseTo(mean, within(TOLERANCE));
            assertThat(grey[PLANE + i]).isCloseTo(mean, within(TOLERANCE));
            assertThat(grey[2 * PLANE + i]).isCloseTo(mean, within(TOLERANCE));
        }
    }

    @Test
    void blurTakesVarianceAwayAndKeepsTheMean() {
        float[] blurred = PICTURE.toArray();
        new PhotoEffects(blurred, EDGE, EDGE).blur(1);

        for (int c = 0; c < 3; c++) {
            // White noise under a Gaussian of deviation 1 keeps 1 / (2 sqrt(pi)) = 0.28 of its deviation.
            assertThat(deviation(blurred, c) / deviation(PICTURE.toArray(), c)).isBetween(0.2, 0.4);
            assertThat(mean(blurred, c)).isCloseTo(mean(PICTURE.toArray(), c), within(0.005));
        }
    }

    @Test
    void blurIsTheSameInBothDirections() {
        float[] dot = new float[3 * PLANE];
        int middle = EDGE / 2 * EDGE + EDGE / 2;
        dot[middle] = 1;

        new PhotoEffects(dot, EDGE, EDGE).blur(1);

        double kernel = Math.exp(-0.5);
        assertThat(dot[middle + 1]).isCloseTo((float) (dot[middle] * kernel), within(TOLERANCE));
        assertThat(dot[middle + EDGE]).isCloseTo(dot[middle + 1], within(TOLERANCE));
        assertThat(dot[middle - 1]).isCloseTo(dot[middle + 1], within(TOLERANCE));
        assertThat(mean(dot, 0) * PLANE).isCloseTo(1, within(1e-4));
        assertThat(mean(dot, 1)).isZero();
    }

    @Test
    void noiseHasItsDeviation() {
        float[] noisy = PICTURE.toArray();
        new PhotoEffects(noisy, EDGE, EDGE).noise(0.05, new SplittableRandom(2));

        float[] noise = noisy.clone();
        for (int i = 0; i < noise.length; i++) {
            noise[i] -= PICTURE.get(i);
        }
        for (int c = 0; c < 3; c++) {
            // 1024 draws: the deviation of a deviation is 2 %, that of a mean 0.0016.
            assertThat(deviation(noise, c)).isBetween(0.045, 0.055);
            assertThat(mean(noise, c)).isBetween(-0.006, 0.006);
        }
    }

    @Test
    void jpegChangesPixelsALittle() {
        float[] good = PICTURE.toArray();
        float[] bad = PICTURE.toArray();
        new PhotoEffects(good, EDGE, EDGE).jpeg(0.95);
        new PhotoEffects(bad, EDGE, EDGE).jpeg(0.3);

        for (int c = 0; c < 3; c++) {
            assertThat(mean(good, c)).isCloseTo(mean(PICTURE.toArray(), c), within(0.02));
            assertThat(mean(bad, c)).isCloseTo(mean(PICTURE.toArray(), c), within(0.04));
        }
        double goodDifference = meanDifference(good, PICTURE.toArray());
        assertThat(goodDifference).isBetween(1 / 255.0, 0.1);
        assertThat(meanDifference(bad, PICTURE.toArray())).isBetween(goodDifference, 0.1);
    }

    @Test
    void blurNoiseAndJpegAreDoneWhereAskedFor() {
        double before = deviation(PICTURE.toArray(), 0);

        assertThat(deviation(altered(Photometric.builder().blur(1, 3)), 0)).isLessThan(0.9 * before);
        assertThat(deviation(altered(Photometric.builder().noise(1, 0.2)), 0)).isGreaterThan(1.05 * before);
        assertThat(largestDifference(altered(Photometric.builder().jpeg(1, 0.3)), PICTURE.toArray()))
                .isGreaterThan(1 / 255.0);
    }
}
