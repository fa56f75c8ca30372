package dev.marigold.internal.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.ResampleMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {
    private static final Goldens GOLDENS = Goldens.open("numerics/resize.safetensors");
    /** A handful of roundings of values near one: PyTorch fuses multiplication and addition, Java does not. */
    private static final float TOLERANCE = 2e-6f;

    @ParameterizedTest
    @MethodSource("goldenNames")
    void resizesLikeTorch(String name) {
        String[] parts = name.split("\\.");
        boolean antialias = parts[0].endsWith("-antialias");
        ResampleMode mode = ResampleMode.ofId(parts[0].replace("-antialias", ""));
        FloatTensor expected = GOLDENS.tensor(name);

        FloatTensor actual = Resampler.of(mode, antialias)
                .resize(
                        GOLDENS.tensor("input"),
                        expected.shape().extent(2),
                        expected.shape().extent(3));

        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void constantStaysConstant(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        float[] values = new float[inputs * inputs];
        Arrays.fill(values, 0.7f);

        FloatTensor resized = Resampler.of(mode, antialias)
                .resize(FloatTensor.wrap(Shape.of(1, 1, inputs, inputs), values), outputs, outputs);

        for (float value : resized.toArray()) {
            assertThat(value).isCloseTo(0.7f, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void rowsThatAreAskedForOneAtATimeGiveTheSameBits(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        Resampler resampler = Resampler.of(mode, antialias);
        Random random = new Random(inputs);
        float[] values = new float[2 * 3 * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        FloatTensor lying = FloatTensor.wrap(Shape.of(1, 2, 3, inputs), values);
        FloatTensor standing = lying.reshape(Shape.of(1, 2, inputs, 3));

        FloatTensor wider = resampler.resize(lying.shape(), rows(values, inputs), 2, outputs);
        FloatTensor taller = resampler.resize(standing.shape(), rows(values, 3), outputs, 3);

        assertThat(wider).isEqualTo(resampler.resize(lying, 2, outputs));
        assertThat(taller).isEqualTo(resampler.resize(standing, outputs, 3));
    }

    private static Resampler.Rows rows(float[] values, int length) {
        return (row, target) -> System.arraycopy(values, row * length, target, 0, length);
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void windowsLieInsideTheInputAndAdvance(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        AxisKernel kernel = AxisKernel.of(mode, antialias, inputs, outputs);

        int previous = 0;
        for (int i = 0; i < outputs; i++) {
            assertThat(kernel.first(i)).isBetween(previous, inputs - 1);
            assertThat(kernel.count(i)).isBetween(1, inputs - kernel.first(i));
            previous = kernel.first(i);
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void resizingIsLinear(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        FloatTensor a = random(1, Shape.of(1, 1, inputs, inputs));
        FloatTensor b = random(2, a.shape());
        float[] mixed = new float[inputs * inputs];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = 0.25f * a.get(i) + 0.5f * b.get(i);
        }

        Resampler resampler = Resampler.of(mode, antialias);
        FloatTensor whole = resampler.resize(FloatTensor.wrap(a.shape(), mixed), outputs, outputs);
        FloatTensor left = resampler.resize(a, outputs, outputs);
        FloatTensor right = resampler.resize(b, outputs, outputs);

        for (int i = 0; i < outputs * outputs; i++) {
            assertThat(whole.get(i)).isCloseTo(0.25f * left.get(i) + 0.5f * right.get(i), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void sameSizeReturnsTheInput(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        FloatTensor input = random(3, Shape.of(2, 3, inputs, outputs));

        assertThat(Resampler.of(mode, antialias).resize(input, inputs, outputs)).isSameAs(input);
    }

    @Test
    void planesDoNotMix() {
        FloatTensor first = random(4, Shape.of(1, 1, 9, 14));
        FloatTensor second = random(5, Shape.of(1, 1, 9, 14));
        float[] both = Arrays.copyOf(first.toArray(), 2 * 9 * 14);
        second.copyTo(0, both, 9 * 14, 9 * 14);
        Resampler resampler = Resampler.of(ResampleMode.BICUBIC, true);

        FloatTensor resized = resampler.resize(FloatTensor.wrap(Shape.of(2, 1, 9, 14), both), 5, 31);

        assertThat(resized.slice(0, 1)).isEqualTo(resampler.resize(first, 5, 31));
        assertThat(resized.slice(1, 2)).isEqualTo(resampler.resize(second, 5, 31));
    }

    @Test
    void repeatedResizingIsBitEqual() {
        FloatTensor input = random(6, Shape.of(1, 3, 301, 207));
        Resampler resampler = Resampler.of(ResampleMode.BILINEAR, true);

        assertThat(resampler.resize(input, 77, 130)).isEqualTo(resampler.resize(input, 77, 130));
    }

    @Test
    void halvingAveragesPairsInAreaMode() {
        FloatTensor input = FloatTensor.copyOf(Shape.of(1, 1, 2, 4), 1, 3, 5, 7, 2, 4, 6, 8);

        FloatTensor resized = Resampler.of(ResampleMode.AREA, false).resize(input, 1, 2);

        assertThat(resized.toArray()).containsExactly(2.5f, 6.5f);
    }

    @Test
    void notANumberStaysWhereItIsInNearestMode() {
        FloatTensor input = FloatTensor.copyOf(Shape.of(1, 1, 1, 2), Float.NaN, 1);

        FloatTensor resized = Resampler.of(ResampleMode.NEAREST, false).resize(input, 1, 4);

        assertThat(resized.toArray()).containsExactly(Float.NaN, Float.NaN, 1, 1);
    }

    @Test
    void otherRankIsRefused() {
        FloatTensor map = FloatTensor.copyOf(Shape.of(1, 2), 1, 2);

        assertThatThrownBy(() -> Resampler.of(ResampleMode.AREA, false).resize(map, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input must have shape [B, C, H, W] with H and W >= 1, got [1, 2]");
    }

    @Test
    void emptySizeIsRefused() {
        FloatTensor map = FloatTensor.copyOf(Shape.of(1, 1, 1, 2), 1, 2);

        assertThatThrownBy(() -> Resampler.of(ResampleMode.AREA, false).resize(map, 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("height and width must be >= 1, got 0 and 4");
    }

    private static Stream<String> goldenNames() {
        return GOLDENS.names().stream().filter(name -> !name.equals("input"));
    }

    private static Stream<Arguments> modesAndSizes() {
        int[][] sizes = {{1, 1}, {1, 7}, {7, 1}, {5, 8}, {13, 4}, {40, 39}, {16, 48}};
        return Arrays.stream(ResampleMode.values())
                .flatMap(mode -> Stream.of(false, true)
                        .flatMap(antialias ->
                                Arrays.stream(sizes).map(size -> Arguments.of(mode, antialias, size[0], size[1]))));
    }

    private static FloatTensor random(long seed, Shape shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return FloatTensor.wrap(shape, values);
    }
}
