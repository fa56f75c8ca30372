package dev.marigold.testkit;

import static dev.marigold.testkit.ConformanceMembers.PIXELS;
import static dev.marigold.testkit.ConformanceMembers.WIDTH;
import static dev.marigold.testkit.ConformanceMembers.agreeing;
import static dev.marigold.testkit.ConformanceMembers.noiseInScene;
import static dev.marigold.testkit.ConformanceMembers.noisy;
import static dev.marigold.testkit.ConformanceMembers.scene;
import static dev.marigold.testkit.ConformanceMembers.shape;
import static dev.marigold.testkit.ConformanceTensors.copy;
import static dev.marigold.testkit.ConformanceTensors.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules every {@link EnsemblerProvider} must obey, numbered as in {@code docs/spi.md}. Subclass it in your tests:
 *
 * <pre>{@code
 * class MyEnsemblerConformanceTest extends EnsemblerConformance {
 *     @Override
 *     protected EnsemblerProvider provider() {
 *         return new MyEnsemblerProvider();
 *     }
 * }
 * }</pre>
 */
public abstract class EnsemblerConformance {
    /** Members that are asked about lie in [0, 1]; no disagreement of theirs is a hundred times as large. */
    private static final float MOST_UNCERTAIN = 100;

    private static final int THREADS = 8;
    private static final String WELL_FORMED = "[a-z][a-z0-9-]*";

    /** Single-precision rounding of a scale, a shift and a division, for values up to 1, with room for scales up to about 10. */
    private static final float ROUNDING = 1e-5f;

    /** How far the pipeline lets a prediction leave [0, 1]. */
    private static final float BEYOND_UNIT = 1e-4f;

    /** Measures of spread differ, and so do ways to align; another unit differs by more. */
    private static final double UNIT_TOLERANCE = 4;

    /** Sums over pixels may be taken in another order. */
    private static final float ORDER_TOLERANCE = 1e-4f;

    /** Creates the kit; JUnit calls it. */
    protected EnsemblerConformance() {}

    /** Returns a new provider under test. */
    protected abstract EnsemblerProvider provider();

    /** Returns the invariances whose scale or shift the strategy undoes; override it with an empty set if it does not align members. */
    protected Set<AffineInvariance> aligned() {
        return Set.of(AffineInvariance.SCALE_AND_SHIFT, AffineInvariance.SCALE);
    }

    /** Returns whether the provider is registered for discovery; override it to skip ENS-2 for one that is passed to the builder only. */
    protected boolean isDiscoverable() {
        return true;
    }

    /** Returns whether members are interchangeable; override it to skip ENS-7 if the strategy prefers some by their position on purpose. */
    protected boolean ignoresMemberOrder() {
        return true;
    }

    @Test
    @DisplayName("ENS-1 id is well-formed and stable")
    void idIsWellFormed() {
        assertThat(provider().id()).matches(WELL_FORMED).isEqualTo(provider().id());
    }

    @Test
    @DisplayName("ENS-2 ServiceLoader finds the provider once")
    void isDiscoverableOnce() {
        assumeTrue(isDiscoverable(), "the provider is not registered on purpose");
        EnsemblerProvider provider = provider();
        List<String> ids = new ArrayList<>();

        for (EnsemblerProvider found :
                ServiceLoader.load(EnsemblerProvider.class, provider.getClass().getClassLoader())) {
            ids.add(found.id());
        }

        assertThat(ids).as("ids that ServiceLoader finds").containsOnlyOnce(provider.id());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-3 maps have the shape of a member, for every size and number of members")
    void mapsHaveTheShapeOfAMember(AffineInvariance invariance) {
        for (Shape shape : List.of(Shape.of(2, 1, 1), Shape.of(3, 1, 7), Shape.of(5, 31, 33), Shape.of(64, 3, 5))) {
            EnsembleResult result = ensemble(random(shape, 1), invariance);

            assertThat(result.prediction().shape()).isEqualTo(Shape.of(shape.extent(1), shape.extent(2)));
            assertThat(result.uncertainty().shape()).isEqualTo(Shape.of(shape.extent(1), shape.extent(2)));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-4 maps are finite, predictions in [0, 1] and uncertainty bounded, whatever the members are")
    void mapsAreBounded(AffineInvariance invariance) {
        for (FloatTensor members : List.of(
                contradicting(),
                FloatTensor.wrap(shape(2), new float[2 * PIXELS]),
                FloatTensor.copyOf(Shape.of(3, 1, 1), 0.5f, 0.25f, 0.75f),
                FloatTensor.copyOf(Shape.of(3, 1, 1), 0, 0, 0),
                random(shape(5), 7),
                noisy(AffineInvariance.SCALE_AND_SHIFT, 10, 8))) {
            EnsembleResult result = ensemble(members, invariance);

            for (float value : result.prediction().toArray()) {
                assertThat(value).as("prediction is in [0, 1]").isBetween(-BEYOND_UNIT, 1 + BEYOND_UNIT);
            }
            for (float value : result.uncertainty().toArray()) {
                assertThat(value).as("uncertainty is bounded").isBetween(0f, MOST_UNCERTAIN);
            }
        }
    }

    /** A constant member and two that say the opposite of each other. */
    private static FloatTensor contradicting() {
        float[] values = agreeing(AffineInvariance.SCALE_AND_SHIFT, 3);
        for (int i = 0; i < PIXELS; i++) {
            values[i] = 0.25f;
            values[PIXELS + i] = 1 - values[2 * PIXELS + i];
        }
        return FloatTensor.wrap(shape(3), values);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-5 uncertainty is at least 0, and not 0 everywhere if members disagree")
    void uncertaintyTellsDisagreement(AffineInvariance invariance) {
        float[] uncertainty =
                ensemble(random(shape(5), 2), invariance).uncertainty().toArray();

        float largest = 0;
        for (float value : uncertainty) {
            assertThat(value).isNotNegative();
            largest = Math.max(largest, value);
        }
        assertThat(largest).isGreaterThan(ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-5 uncertainty is in units of the prediction")
    void uncertaintyIsInUnitsOfThePrediction(AffineInvariance invariance) {
        assumeMerged(invariance);
        double noise = noiseInScene(invariance, 5);

        float[] uncertainty =
                ensemble(noisy(invariance, 5, 9), invariance).uncertainty().toArray();

        double sum = 0;
        for (float value : uncertainty) {
            sum += value;
        }
        assertThat(sum / PIXELS)
                .as("mean uncertainty of members with noise of %s", noise)
                .isBetween(noise / UNIT_TOLERANCE, noise * UNIT_TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-6 members are unchanged")
    void membersAreUnchanged(AffineInvariance invariance) {
        FloatTensor members = random(shape(4), 3);
        FloatTensor copy = copy(members);

        ensemble(members, invariance);

        assertThat(members).isEqualTo(copy);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-7 the order of members does not matter")
    void orderOfMembersDoesNotMatter(AffineInvariance invariance) {
        assumeTrue(ignoresMemberOrder(), "the strategy prefers members by position on purpose");
        FloatTensor members = noisy(AffineInvariance.SCALE_AND_SHIFT, 6, 4);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(order, new Random(5));
        float[] shuffled = new float[6 * PIXELS];
        for (int i = 0; i < 6; i++) {
            members.copyTo(order.get(i) * PIXELS, shuffled, i * PIXELS, PIXELS);
        }

        EnsembleResult result = ensemble(FloatTensor.wrap(shape(6), shuffled), invariance);

        EnsembleResult expected = ensemble(members, invariance);
        assertThat(result.prediction().toArray())
                .containsExactly(expected.prediction().toArray(), within(ORDER_TOLERANCE));
        assertThat(result.uncertainty().toArray())
                .containsExactly(expected.uncertainty().toArray(), within(ORDER_TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-8 members that differ only by what is unknown give that map, and no uncertainty")
    void agreeingMembersGiveNoUncertainty(AffineInvariance invariance) {
        assumeMerged(invariance);

        EnsembleResult result = ensemble(FloatTensor.wrap(shape(5), agreeing(invariance, 5)), invariance);

        assertThat(result.uncertainty().toArray()).containsExactly(new float[PIXELS], within(ROUNDING));
        assertThat(result.prediction().toArray()).containsExactly(scene(), within(ROUNDING));
    }

    private void assumeMerged(AffineInvariance invariance) {
        assumeTrue(
                invariance == AffineInvariance.NONE || aligned().contains(invariance),
                "the strategy does not align members for " + invariance);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALE_AND_SHIFT", "SCALE"})
    @DisplayName("ENS-9 aligned maps span [0, 1] if scale and shift are unknown, and reach 1 if only the scale is")
    void alignedMapsFillTheirRange(AffineInvariance invariance) {
        assumeMerged(invariance);

        for (int count : new int[] {2, 3, 10, 64}) {
            float[] values = sorted(ensemble(noisy(AffineInvariance.SCALE_AND_SHIFT, count, 4), invariance));

            assertThat(values[0]).isBetween(0f, invariance == AffineInvariance.SCALE ? 1 : ROUNDING);
            assertThat(values[values.length - 1]).isEqualTo(1f, within(ROUNDING));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-10 absolute and unaligned maps stay between the smallest and the largest member")
    void levelIsKept(AffineInvariance invariance) {
        assumeTrue(!aligned().contains(invariance), "the strategy aligns members for " + invariance);
        FloatTensor members = random(shape(5), 6);

        FloatTensor prediction = ensemble(members, invariance).prediction();

        for (int pixel = 0; pixel < PIXELS; pixel++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int member = 0; member < 5; member++) {
                low = Math.min(low, members.get(member * PIXELS + pixel));
                high = Math.max(high, members.get(member * PIXELS + pixel));
            }
            assertThat(prediction.get(pixel)).isBetween(low - ROUNDING, high + ROUNDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-11 a member that is not finite is refused, naming member and pixel")
    void notFiniteIsRefused(AffineInvariance invariance) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] values = agreeing(AffineInvariance.SCALE_AND_SHIFT, 3);
            values[2 * PIXELS + 4 * WIDTH + 7] = bad;

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ensemble(FloatTensor.wrap(shape(3), values), invariance))
                    .withMessageContaining(Float.toString(bad))
                    .withMessageContaining("member 2")
                    .withMessageContaining("(7, 4)");
        }
    }

    @Test
    @DisplayName("ENS-12 members of another shape than [E, H, W] with E >= 2 are refused, naming the shape")
    void wrongShapeIsRefused() {
        for (Shape shape :
                List.of(Shape.of(4), Shape.of(2, 6), Shape.of(1, 2, 3), Shape.of(2, 1, 2, 3), Shape.of(2, 0, 3))) {
            FloatTensor members = FloatTensor.wrap(shape, new float[Math.toIntExact(shape.elementCount())]);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ensemble(members, AffineInvariance.SCALE_AND_SHIFT))
                    .withMessageContaining(shape.toString());
        }
    }

    @Test
    @DisplayName("ENS-13 one ensembler serves eight threads, and gives the same bits every time")
    void servesSeveralThreads() throws InterruptedException, ExecutionException {
        Ensembler ensembler = provider().create();
        List<EnsembleResult> expected = new ArrayList<>();
        List<Callable<EnsembleResult>> calls = new ArrayList<>();
        for (int i = 0; i < 4 * THREADS; i++) {
            FloatTensor members = noisy(AffineInvariance.SCALE_AND_SHIFT, 7, i);
            expected.add(copies(ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT)));
            calls.add(() -> copies(ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT)));
        }

        assertThat(ConformanceThreads.together(THREADS, calls)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-14 results belong to the receiver and do not change when the ensembler is used again")
    void resultsAreNotReused(AffineInvariance invariance) {
        Ensembler ensembler = provider().create();
        EnsembleResult result = ensembler.ensemble(noisy(AffineInvariance.SCALE_AND_SHIFT, 4, 10), invariance);
        EnsembleResult before = copies(result);

        ensembler.ensemble(noisy(AffineInvariance.SCALE_AND_SHIFT, 4, 11), invariance);

        assertThat(result).isEqualTo(before);
    }

    private static EnsembleResult copies(EnsembleResult result) {
        return new EnsembleResult(copy(result.prediction()), copy(result.uncertainty()));
    }

    private EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
        return provider().create().ensemble(members, invariance);
    }

    private static float[] sorted(EnsembleResult result) {
        float[] values = result.prediction().toArray();
        Arrays.sort(values);
        return values;
    }

    private static FloatTensor random(Shape shape, long seed) {
        return uniform(shape, 0, seed);
    }
}
