package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.objective.Alignment;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DepthTermTest {
    private static final float[] TARGET = {-1, -0.5f, 0.5f, 1};
    private static final float[] ALL = {1, 1, 1, 1};
    private static final Optional<Alignment> BOUNDED = Optional.of(Alignment.BOUNDED);
    private static final Optional<Alignment> FREE = Optional.of(Alignment.FREE);

    private DjlEngine engine;
    private NDManager manager;

    @BeforeEach
    void open() {
        engine = new DjlEngine(BackendOptions.builder().build());
        manager = engine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
        engine.close();
    }

    @Test
    void scaleAndShiftAreFreeWithinTheBounds() {
        float[] depth = {-0.4f, -0.1f, 0.5f, 0.8f};

        assertThat(absolute(depth, 1, 1, 1, 1)).isCloseTo(0, within(1e-3f));
    }

    @Test
    void whatIsUpsideDownIsFarFromItsTarget() {
        float[] depth = {1, 0.5f, -0.5f, -1};

        // The scale of least squares is -1; the nearest that is allowed, a half, leaves 1.5 times the target.
        assertThat(absolute(depth, 1, 1, 1, 1)).isCloseTo(1.5f * 0.75f, within(1e-4f));
    }

    @Test
    void whatIsOutsideTheRangeOfTargetsIsFarFromThem() {
        float[] depth = {1, 1.5f, 2.5f, 3};

        assertThat(absolute(depth, 1, 1, 1, 1)).isCloseTo(1.5f, within(1e-3f));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0.01, 5", "300, -40", "-2, 0.3"})
    void withoutBoundsAnyScaleAndShiftFits(float scale, float shift) {
        float[] depth = {-0.9f, -0.6f, 0.7f, 0.8f};
        float[] moved = new float[4];
        for (int i = 0; i < 4; i++) {
            moved[i] = scale * depth[i] + shift;
        }

        float plain = new DepthTerm(FREE, row(depth), row(TARGET), row(ALL), 1)
                .absolute()
                .getFloat();
        float fitted = new DepthTerm(FREE, row(moved), row(TARGET), row(ALL), 1)
                .absolute()
                .getFloat();

        assertThat(plain).isGreaterThan(0.05f);
        assertThat(fitted).isCloseTo(plain, within(1e-5f));
    }

    @Test
    void withoutBoundsAConstantPredictionIsTheMeanOfTheTargets() {
        NDArray error = new DepthTerm(FREE, row(new float[] {3, 3, 3, 3}), row(TARGET), row(ALL), 1).absolute();

        assertThat(error.getFloat()).isCloseTo(0.75f, within(1e-6f));
    }

    @Test
    void withoutBoundsValuesAndSlopesAreThoseOfLeastSquares() {
        float[] depth = {-0.9f, -0.2f, 0.3f, 0.8f};
        float[] mask = {1, 1, 0, 1};
        NDArray predicted = row(depth);
        predicted.setRequiresGradient(true);

        float value;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray error = new DepthTerm(FREE, predicted, row(TARGET), row(mask), 1).absolute();
            collector.backward(error);
            value = error.getFloat();
        }

        assertThat(value).isCloseTo((float) leastSquaresError(depth, mask), within(1e-6f));
        float[] slopes = predicted.getGradient().toFloatArray();
        for (int i = 0; i < depth.length; i++) {
            float[] more = depth.clone();
            float[] less = depth.clone();
            more[i] += 1e-3f;
            less[i] -= 1e-3f;
            double expected = (leastSquaresError(more, mask) - leastSquaresError(less, mask)) / (more[i] - less[i]);
            assertThat(slopes[i]).as("slope %s", i).isCloseTo((float) expected, within(1e-4f));
        }
    }

    /** Solves the normal equations of scale and shift over valid pixels, and returns the mean absolute difference there. */
    private static double leastSquaresError(float[] depth, float[] mask) {
        double n = 0;
        double d = 0;
        double dd = 0;
        double t = 0;
        double dt = 0;
        for (int i = 0; i < depth.length; i++) {
            n += mask[i];
            d += mask[i] * depth[i];
            dd += (double) mask[i] * depth[i] * depth[i];
            t += mask[i] * TARGET[i];
            dt += (double) mask[i] * depth[i] * TARGET[i];
        }
        double scale = (n * dt - d * t) / (n * dd - d * d);
        double shift = (t - scale * d) / n;
        double sum = 0;
        for (int i = 0; i < depth.length; i++) {
            sum += mask[i] * Math.abs(scale * depth[i] + shift - TARGET[i]);
        }
        return sum / n;
    }

    @ParameterizedTest
    @EnumSource(Alignment.class)
    void aSampleWithoutDepthChangesNothing(Alignment alignment) {
        float[] depth = {-0.9f, -0.2f, 0.7f, 0.8f};
        NDArray one = row(depth);
        NDArray two = row(depth).concat(row(new float[] {-1, 0, 0.5f, 0.9f}), 0);
        one.setRequiresGradient(true);
        two.setRequiresGradient(true);
        float[] mask = {1, 1, 0, 1};

        NDArray targets = row(TARGET).concat(row(TARGET), 0);
        NDArray masks = row(mask).concat(row(new float[4]), 0);

        float alone = total(() -> new DepthTerm(Optional.of(alignment), one, row(TARGET), row(mask), 1));
        float together = total(() -> new DepthTerm(Optional.of(alignment), two, targets, masks, 1));

        assertThat(together).isCloseTo(alone, within(1e-6f));
        assertThat(two.getGradient().get("0:1").toFloatArray())
                .containsExactly(one.getGradient().toFloatArray(), within(1e-6f));
        assertThat(two.getGradient().get("1:2").toFloatArray()).containsOnly(0f);
    }

    /** Returns the sum of the terms, and differentiates it. */
    private static float total(Supplier<DepthTerm> compared) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            DepthTerm term = compared.get();
            NDArray total = term.absolute().add(term.beyond()).add(term.gradients());
            collector.backward(total);
            return total.getFloat();
        }
    }

    @Test
    void metresAreComparedAsTheyAre() {
        float[] depth = {-0.5f, 0, 1, 1.5f};

        NDArray error = new DepthTerm(Optional.empty(), row(depth), row(TARGET), row(ALL), 1).absolute();

        assertThat(error.getFloat()).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void onlyValidPixelsCount() {
        float[] depth = {-1, 7, 0.5f, 1};

        assertThat(absolute(depth, 1, 0, 1, 1)).isCloseTo(0, within(1e-3f));
    }

    @Test
    void differencesOfNeighboursAreThoseOfTheErrors() {
        NDArray slope = manager.linspace(-1, 1, 8).reshape(1, 1, 1, 8).repeat(2, 8);
        NDArray everywhere = manager.ones(slope.getShape());

        NDArray flat = new DepthTerm(BOUNDED, slope.mul(0), slope, everywhere, 1).gradients();
        NDArray right = new DepthTerm(BOUNDED, slope, slope, everywhere, 1).gradients();

        assertThat(flat.getFloat()).as("7 steps of 2/7").isCloseTo(2, within(1e-3f));
        assertThat(right.getFloat()).isCloseTo(0, within(1e-3f));
    }

    @Test
    void mapsMayBeSmallerThanTheDistanceOfNeighbours() {
        float[] depth = {-1, -0.5f, 0.5f, 0.9f};

        float gradients = new DepthTerm(Optional.empty(), row(depth), row(TARGET), row(ALL), 1)
                .gradients()
                .getFloat();

        // Only the last value is off, by 0.1, which shows 1 and 2 pixels before it.
        assertThat(gradients).isCloseTo(0.1f / 3 + 0.1f / 2, within(1e-6f));
    }

    private float absolute(float[] depth, float... mask) {
        return term(depth, mask).absolute().getFloat();
    }

    private DepthTerm term(float[] depth, float... mask) {
        return new DepthTerm(BOUNDED, row(depth), row(TARGET), row(mask), 1);
    }

    private NDArray row(float[] values) {
        return manager.create(values, new Shape(1, 1, 1, values.length));
    }
}
