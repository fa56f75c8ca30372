package dev.marigold.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchGeneratorTest {
    private static final Goldens GOLDENS = Goldens.open("numerics/torch_randn.safetensors");
    /** Four units in the last place of values in [1, 2): PyTorch's vectorised logarithm and cosine are not exactly rounded. */
    private static final float TOLERANCE = 5e-7f;

    @ParameterizedTest
    @MethodSource("singleDraws")
    void firstDrawIsThatOfTorchRandn(String name) {
        long seed = Long.parseLong(name.split("\\.")[1]);

        FloatTensor draw = new TorchGenerator(seed).next(GOLDENS.shape(name));

        assertClose(draw, GOLDENS.tensor(name));
    }

    @Test
    void secondDrawContinuesTheStream() {
        TorchGenerator generator = new TorchGenerator(5);

        FloatTensor first = generator.next(Shape.of(3, 7));
        FloatTensor second = generator.next(Shape.of(4, 4, 4));

        assertClose(first, GOLDENS.tensor("randn_twice.5.a"));
        assertClose(second, GOLDENS.tensor("randn_twice.5.b"));
    }

    @Test
    void smallDrawsShareThePolarPair() {
        TorchGenerator generator = new TorchGenerator(42);
        float[] whole = GOLDENS.floats("randn.42.15");

        for (float expected : whole) {
            assertThat(generator.next(Shape.of(1)).get(0)).isCloseTo(expected, within(TOLERANCE));
        }
    }

    @Test
    void largeDrawLeavesTheSpareValueOfASmallDrawInPlace() {
        TorchGenerator generator = new TorchGenerator(5);
        float[] small = GOLDENS.floats("randn.5.5");

        float first = generator.next(Shape.of(1)).get(0);
        generator.next(Shape.of(32));
        float second = generator.next(Shape.of(1)).get(0);

        assertThat(first).isCloseTo(small[0], within(TOLERANCE));
        assertThat(second).isCloseTo(small[1], within(TOLERANCE));
    }

    @Test
    void onlyTheLow32BitsOfTheSeedMatter() {
        FloatTensor low = new TorchGenerator(7).next(Shape.of(20));
        FloatTensor high = new TorchGenerator(7 + (3L << 32)).next(Shape.of(20));

        assertThat(high).isEqualTo(low);
    }

    @Test
    void emptyShapeDrawsNothing() {
        TorchGenerator generator = new TorchGenerator(0);

        generator.next(Shape.of(0, 4));

        assertThat(generator.next(Shape.of(16))).isEqualTo(new TorchGenerator(0).next(Shape.of(16)));
    }

    @Test
    void manyValuesAreStandardNormal() {
        float[] values = new TorchGenerator(1).next(Shape.of(200_000)).toArray();

        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }

        // Four standard errors of the mean and of the variance of 200,000 values.
        assertThat(sum / values.length).isCloseTo(0, within(0.009));
        assertThat(squares / values.length).isCloseTo(1, within(0.013));
    }

    private static Stream<String> singleDraws() {
        return GOLDENS.names().stream().filter(name -> name.startsWith("randn."));
    }

    private static void assertClose(FloatTensor actual, FloatTensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.isFinite()).isTrue();
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(TOLERANCE));
    }
}
