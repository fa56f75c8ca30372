package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.loop.DepthTerm.Alignment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepthTermTest {
    private static final float[] TARGET = {-1, -0.5f, 0.5f, 1};

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

    @Test
    void metresAreComparedAsTheyAre() {
        float[] depth = {-0.5f, 0, 1, 1.5f};

        NDArray error =
                new DepthTerm(Alignment.NONE, row(depth), row(TARGET), row(new float[] {1, 1, 1, 1}), 1).absolute();

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

        NDArray flat = new DepthTerm(Alignment.AFFINE, slope.mul(0), slope, everywhere, 1).gradients();
        NDArray right = new DepthTerm(Alignment.AFFINE, slope, slope, everywhere, 1).gradients();

        assertThat(flat.getFloat()).as("7 steps of 2/7").isCloseTo(2, within(1e-3f));
        assertThat(right.getFloat()).isCloseTo(0, within(1e-3f));
    }

    private float absolute(float[] depth, float... mask) {
        return term(depth, mask).absolute().getFloat();
    }

    private DepthTerm term(float[] depth, float... mask) {
        return new DepthTerm(Alignment.AFFINE, row(depth), row(TARGET), row(mask), 1);
    }

    private NDArray row(float[] values) {
        return manager.create(values, new Shape(1, 1, 1, values.length));
    }
}
