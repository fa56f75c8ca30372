package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.ensemble.SyntheticMembers.Errors;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresEnsemblerTest {
    private static final float ROUNDING = 1e-5f;
    private static final int HEIGHT = 61;
    private static final int WIDTH = 47;
    private static final int PIXELS = HEIGHT * WIDTH;

    private final LeastSquaresEnsembler ensembler = new LeastSquaresEnsembler();

    @ParameterizedTest
    @ValueSource(floats = {1e-3f, 1, 1000})
    void resultDoesNotDependOnTheScaleAndShiftOfMembers(float unit) {
        FloatTensor members = noise(6);
        float[] changed = members.toArray();
        for (int i = 0; i < changed.length; i++) {
            int member = i / PIXELS;
            changed[i] = unit * ((1 + member) * changed[i] - 0.5f * member);
        }

        EnsembleResult result = merge(FloatTensor.wrap(members.shape(), changed), AffineInvariance.SCALE_AND_SHIFT);

        EnsembleResult expected = merge(members, AffineInvariance.SCALE_AND_SHIFT);
        assertThat(result.prediction().toArray())
                .containsExactly(expected.prediction().toArray(), within(1e-4f));
        assertThat(result.uncertainty().toArray())
                .containsExactly(expected.uncertainty().toArray(), within(1e-4f));
    }

    @ParameterizedTest
    @EnumSource
    void orderOfMembersDoesNotChangeABit(AffineInvariance invariance) {
        FloatTensor members = noise(7);
        float[] reversed = new float[members.toArray().length];
        for (int i = 0; i < 7; i++) {
            members.copyTo(i * PIXELS, reversed, (6 - i) * PIXELS, PIXELS);
        }

        assertThat(merge(FloatTensor.wrap(members.shape(), reversed), invariance))
                .isEqualTo(merge(members, invariance));
    }

    @Test
    void numberOfThreadsDoesNotChangeABit() throws InterruptedException, ExecutionException {
        FloatTensor members = new SyntheticMembers(5, 211, 307, Errors.REGIONS, 3).members();
        ForkJoinPool single = new ForkJoinPool(1);
        ForkJoinPool several = new ForkJoinPool(7);

        try {
            EnsembleResult one = single.submit(() -> merge(members, AffineInvariance.SCALE_AND_SHIFT))
                    .get();
            EnsembleResult seven = several.submit(() -> merge(members, AffineInvariance.SCALE_AND_SHIFT))
                    .get();

            assertThat(seven).isEqualTo(one);
        } finally {
            single.shutdown();
            several.shutdown();
        }
    }

    @Test
    void upsideDownAndConstantMembersAreLeftOut() {
        FloatTensor members = noise(6);
        float[] spoilt = Arrays.copyOf(members.toArray(), 8 * PIXELS);
        for (int i = 0; i < PIXELS; i++) {
            spoilt[6 * PIXELS + i] = 1 - spoilt[i];
            spoilt[7 * PIXELS + i] = 0.5f;
        }

        EnsembleResult result =
                merge(FloatTensor.wrap(Shape.of(8, HEIGHT, WIDTH), spoilt), AffineInvariance.SCALE_AND_SHIFT);

        float[] expected =
                merge(members, AffineInvariance.SCALE_AND_SHIFT).prediction().toArray();
        assertThat(result.prediction().toArray()).containsExactly(expected, within(0.02f));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALE_AND_SHIFT", "SCALE"})
    void zerosGiveZeros(AffineInvariance invariance) {
        EnsembleResult result = merge(FloatTensor.wrap(Shape.of(3, 2, 2), new float[12]), invariance);

        assertThat(result.prediction().toArray()).containsOnly(0f);
        assertThat(result.uncertainty().toArray()).containsOnly(0f);
    }

    @Test
    void constantMembersGiveZeros() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(3, 1, 2), 0.2f, 0.2f, 0.7f, 0.7f, 0.9f, 0.9f);

        EnsembleResult result = merge(members, AffineInvariance.SCALE_AND_SHIFT);

        assertThat(result.prediction().toArray()).containsExactly(0, 0);
        assertThat(result.uncertainty().toArray()).containsExactly(new float[] {0.2f, 0.2f}, within(ROUNDING));
    }

    @Test
    void twoMembersThatContradictEachOtherGiveNumbers() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(2, 1, 3), 0, 0.5f, 1, 1, 0.5f, 0);

        EnsembleResult result = merge(members, AffineInvariance.SCALE_AND_SHIFT);

        assertThat(result.prediction().toArray()).containsExactly(new float[3], within(ROUNDING));
        assertThat(result.uncertainty().toArray()).containsExactly(new float[] {1.5f, 0, 1.5f}, within(ROUNDING));
    }

    @Test
    void absoluteMembersKeepTheirLevel() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(4, 1, 2), 3, 10, 4, 10, 6, 10, 90, 10);

        EnsembleResult result = merge(members, AffineInvariance.NONE);

        assertThat(result.prediction().toArray()).containsExactly(5, 10);
        assertThat(result.uncertainty().toArray()).containsExactly(1.5f, 0);
    }

    @Test
    void scaleInvariantMembersKeepTheCameraPlane() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(3, 1, 3), 1, 2, 4, 2, 4, 8, 0.5f, 1, 2);

        EnsembleResult result = merge(members, AffineInvariance.SCALE);

        assertThat(result.prediction().toArray()).containsExactly(new float[] {0.25f, 0.5f, 1}, within(ROUNDING));
        assertThat(result.uncertainty().toArray()).containsExactly(new float[3], within(ROUNDING));
    }

    @Test
    void uncertaintyIsLargeWhereMembersDisagree() {
        float[] values = noise(5).toArray();
        int pixel = 30 * WIDTH + 20;
        IntStream.range(0, 5).forEach(member -> values[member * PIXELS + pixel] = member / 4f);

        float[] uncertainty = merge(
                        FloatTensor.wrap(Shape.of(5, HEIGHT, WIDTH), values), AffineInvariance.SCALE_AND_SHIFT)
                .uncertainty()
                .toArray();

        assertThat(uncertainty[pixel]).isGreaterThan(0.1f);
        Arrays.sort(uncertainty);
        assertThat(uncertainty[PIXELS / 2]).isLessThan(0.02f);
    }

    private EnsembleResult merge(FloatTensor members, AffineInvariance invariance) {
        return ensembler.ensemble(members, invariance);
    }

    private static FloatTensor noise(int count) {
        return new SyntheticMembers(count, HEIGHT, WIDTH, Errors.NOISE, 1).members();
    }
}
