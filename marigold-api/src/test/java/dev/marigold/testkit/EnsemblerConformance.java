package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final int HEIGHT = 13;
    private static final int WIDTH = 17;
    private static final String WELL_FORMED = "[a-z][a-z0-9-]*";

    /** Single-precision rounding of a scale, a shift and a division, for values up to 1, with room for scales up to about 10. */
    private static final float ROUNDING = 1e-5f;

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
    @DisplayName(
            "ENS-4 maps are finite and uncertainty is bounded, also if members are constant or contradict each other")
    void mapsAreBounded(AffineInvariance invariance) {
        float[] values = affine(3);
        for (int i = 0; i < HEIGHT * WIDTH; i++) {
            values[i] = 0.25f;
            values[HEIGHT * WIDTH + i] = 1 - values[2 * HEIGHT * WIDTH + i];
        }
        Shape one = Shape.of(3, 1, 1);

        for (FloatTensor members : List.of(
                FloatTensor.wrap(shape(3), values),
                FloatTensor.wrap(shape(2), new float[2 * HEIGHT * WIDTH]),
                FloatTensor.copyOf(one, 0.5f, 0.25f, 0.75f),
                FloatTensor.copyOf(one, 0, 0, 0))) {
            EnsembleResult result = ensemble(members, invariance);

            assertThat(result.prediction().isFinite())
                    .as("prediction is finite")
                    .isTrue();
            for (float value : result.uncertainty().toArray()) {
                assertThat(value).as("uncertainty is bounded").isBetween(0f, MOST_UNCERTAIN);
            }
        }
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
    @DisplayName("ENS-6 members are unchanged")
    void membersAreUnchanged(AffineInvariance invariance) {
        FloatTensor members = random(shape(4), 3);
        FloatTensor copy = FloatTensor.copyOf(members.shape(), members.toArray());

        ensemble(members, invariance);

        assertThat(members).isEqualTo(copy);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-7 the order of members does not matter")
    void orderOfMembersDoesNotMatter(AffineInvariance invariance) {
        assumeTrue(ignoresMemberOrder(), "the strategy prefers members by position on purpose");
        FloatTensor members = noisy(6);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(order, new Random(5));
        float[] shuffled = new float[6 * HEIGHT * WIDTH];
        for (int i = 0; i < 6; i++) {
            members.copyTo(order.get(i) * HEIGHT * WIDTH, shuffled, i * HEIGHT * WIDTH, HEIGHT * WIDTH);
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
        assumeTrue(
                invariance == AffineInvariance.NONE || aligned().contains(invariance),
                "the strategy does not align members for " + invariance);
        float[] values = switch (invariance) {
            case SCALE_AND_SHIFT -> affine(5);
            case SCALE -> scaled(5);
            case NONE -> same(5);
        };

        EnsembleResult result = ensemble(FloatTensor.wrap(shape(5), values), invariance);

        assertThat(result.uncertainty().toArray()).containsExactly(new float[HEIGHT * WIDTH], within(ROUNDING));
        assertThat(result.prediction().toArray()).containsExactly(scene(), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 64})
    @DisplayName("ENS-9 aligned maps span [0, 1] if scale and shift are unknown, and reach 1 if only the scale is")
    void alignedMapsFillTheirRange(int count) {
        assumeTrue(!aligned().isEmpty(), "the strategy does not align members");

        float[] affine = sorted(ensemble(noisy(count), AffineInvariance.SCALE_AND_SHIFT));
        float[] scaled = sorted(ensemble(noisy(count), AffineInvariance.SCALE));

        assertThat(affine[0]).isEqualTo(0f, within(ROUNDING));
        assertThat(affine[affine.length - 1]).isEqualTo(1f, within(ROUNDING));
        assertThat(scaled[0]).isNotNegative();
        assertThat(scaled[scaled.length - 1]).isEqualTo(1f, within(ROUNDING));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-10 absolute and unaligned maps stay between the smallest and the largest member")
    void levelIsKept(AffineInvariance invariance) {
        assumeTrue(!aligned().contains(invariance), "the strategy aligns members for " + invariance);
        FloatTensor members = random(shape(5), 6);

        FloatTensor prediction = ensemble(members, invariance).prediction();

        for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int member = 0; member < 5; member++) {
                low = Math.min(low, members.get(member * HEIGHT * WIDTH + pixel));
                high = Math.max(high, members.get(member * HEIGHT * WIDTH + pixel));
            }
            assertThat(prediction.get(pixel)).isBetween(low - ROUNDING, high + ROUNDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENS-11 a member that is not finite is refused, naming member and pixel")
    void notFiniteIsRefused(AffineInvariance invariance) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] values = affine(3);
            values[2 * HEIGHT * WIDTH + 4 * WIDTH + 7] = bad;

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
        var ensembler = provider().create();
        FloatTensor members = noisy(7);
        EnsembleResult expected = ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT);
        Callable<EnsembleResult> call = () -> ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);

        try {
            for (Future<EnsembleResult> result : executor.invokeAll(Collections.nCopies(4 * THREADS, call))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
        return provider().create().ensemble(members, invariance);
    }

    private static float[] sorted(EnsembleResult result) {
        float[] values = result.prediction().toArray();
        Arrays.sort(values);
        return values;
    }

    private static Shape shape(int members) {
        return Shape.of(members, HEIGHT, WIDTH);
    }

    private static FloatTensor random(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return FloatTensor.wrap(shape, values);
    }

    /** A slanted plane in front of a wall, spanning [0, 1] exactly. */
    private static float[] scene() {
        float[] scene = new float[HEIGHT * WIDTH];
        for (int i = 0; i < scene.length; i++) {
            scene[i] = Math.min(1, (i % WIDTH + 2 * (i / WIDTH)) / 32f);
        }
        return scene;
    }

    private static float[] members(float[] scales, float[] shifts) {
        float[] scene = scene();
        float[] values = new float[scales.length * scene.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scales[i / scene.length] * scene[i % scene.length] + shifts[i / scene.length];
        }
        return values;
    }

    private static float[] affine(int count) {
        float[] scales = new float[count];
        float[] shifts = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = 0.4f + 0.5f * i / count;
            shifts[i] = (1 - scales[i]) * (i % 3) / 3;
        }
        return members(scales, shifts);
    }

    private static float[] scaled(int count) {
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = 0.4f + 0.5f * i / count;
        }
        return members(scales, new float[count]);
    }

    private static float[] same(int count) {
        float[] scales = new float[count];
        Arrays.fill(scales, 1);
        return members(scales, new float[count]);
    }

    private static FloatTensor noisy(int count) {
        Random random = new Random(4);
        float[] values = affine(count);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i] + 0.01f * (float) random.nextGaussian());
        }
        return FloatTensor.wrap(shape(count), values);
    }
}
