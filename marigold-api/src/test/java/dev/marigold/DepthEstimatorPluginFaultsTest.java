package dev.marigold;

import static dev.marigold.EstimatorFixture.SCALING_FACTOR;
import static dev.marigold.EstimatorFixture.backend;
import static dev.marigold.EstimatorFixture.estimator;
import static dev.marigold.EstimatorFixture.onFakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.InferenceException;
import dev.marigold.error.InvalidImageException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.image.RgbImage;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeEnsemblerProvider;
import dev.marigold.testing.Pictures;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthEstimatorPluginFaultsTest {
    private static final RgbImage PICTURE = Pictures.slopes(16, 8);

    /** Spoils what one of the networks returns. */
    private static final class SpoiltBackend extends FakeBackend {
        private final String network;
        private final UnaryOperator<FloatTensor> fault;

        SpoiltBackend(String network, UnaryOperator<FloatTensor> fault) {
            super(SCALING_FACTOR, 0);
            this.network = network;
            this.fault = fault;
        }

        @Override
        public FloatTensor encode(FloatTensor images) {
            return spoil("encode", super.encode(images));
        }

        @Override
        public FloatTensor denoise(FloatTensor latents, int timestep) {
            return spoil("denoise", super.denoise(latents, timestep));
        }

        @Override
        public FloatTensor decode(FloatTensor latents) {
            return spoil("decode", super.decode(latents));
        }

        private FloatTensor spoil(String of, FloatTensor result) {
            return of.equals(network) ? fault.apply(result) : result;
        }
    }

    private static FloatTensor with(FloatTensor tensor, int index, float value) {
        float[] values = tensor.toArray();
        values[index] = value;
        return FloatTensor.wrap(tensor.shape(), values);
    }

    private static void assertEstimateFails(
            UnaryOperator<DepthEstimator.Builder> settings, FakeBackend backend, String message) {
        try (DepthEstimator estimator =
                estimator(backend, b -> settings.apply(b.processingResolution(0).steps(2)))) {
            assertThatThrownBy(() -> estimator.estimate(PICTURE))
                    .isExactlyInstanceOf(InferenceException.class)
                    .hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encode  | [1, 4, 1, 2]",
                "denoise | [1, 4, 1, 2]",
                "decode  | [1, 3, 8, 16]",
            })
    void aBackendThatReturnsAnotherShapeIsNamed(String network, String expected) {
        FakeBackend backend = new SpoiltBackend(network, result -> FloatTensor.copyOf(Shape.of(1, 1), 0));

        assertEstimateFails(
                b -> b,
                backend,
                "What backend 'fake' returns from " + network + " must have shape " + expected + ", got [1, 1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encode  | NaN at 3 (1 of 8 values)",
                "denoise | NaN at 3 (1 of 8 values)",
                "decode  | NaN at 3 (1 of 384 values)",
            })
    void aBackendThatReturnsNanIsNamed(String network, String found) {
        FakeBackend backend = new SpoiltBackend(network, result -> with(result, 3, Float.NaN));

        assertEstimateFails(
                b -> b, backend, "What backend 'fake' returns from " + network + " must be finite, got " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "denoise", "decode"})
    void aBackendThatThrowsIsNamed(String network) {
        FakeBackend backend = new SpoiltBackend(network, result -> {
            throw new IllegalArgumentException("oops");
        });

        assertEstimateFails(
                b -> b, backend, "Backend 'fake' in " + network + " failed: java.lang.IllegalArgumentException: oops");
    }

    @Test
    void anExceptionOfThisLibraryStaysWhatItIs() {
        FakeBackend backend = new SpoiltBackend("denoise", result -> {
            throw new InferenceException("Out of device memory");
        });

        assertEstimateFails(b -> b, backend, "Out of device memory");
    }

    @Test
    void aSchedulerThatThrowsIsNamed() {
        assertEstimateFails(
                b -> b.scheduler(new SpoiltScheduler(List.of(999), result -> {
                    throw new IllegalStateException("lost");
                })),
                backend(),
                "Scheduler 'spoilt' failed: java.lang.IllegalStateException: lost");
    }

    @Test
    void anEnsemblerThatThrowsIsNamed() {
        FloatTensor map = FloatTensor.wrap(Shape.of(8, 16), new float[128]);
        FloatTensor other = FloatTensor.copyOf(Shape.of(1), 0);

        assertEstimateFails(
                b -> b.ensembleSize(2)
                        .ensembler(new FakeEnsemblerProvider((members, invariance) -> new EnsembleResult(map, other))),
                backend(),
                "Ensembler 'fake' failed: java.lang.IllegalArgumentException:"
                        + " uncertainty must have the shape of prediction [8, 16], got [1]");
    }

    @Test
    void anEnsemblerThatNobodyCanNameIsRefused() {
        EnsemblerProvider escaping = new EnsemblerProvider() {
            @Override
            public String id() {
                return "../up";
            }

            @Override
            public Ensembler create() {
                return (members, invariance) -> new EnsembleResult(members, members);
            }
        };

        assertThatThrownBy(() -> MemberMerger.of(escaping))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("id of " + escaping.getClass().getName() + " must match [a-z][a-z0-9-]*, got '../up'");
    }

    @Test
    void infiniteValuesInReducedPrecisionComeWithARemedy() {
        FakeBackend backend =
                new SpoiltBackend("decode", result -> with(with(result, 0, Float.POSITIVE_INFINITY), 5, Float.NaN));

        assertEstimateFails(
                b -> b.precision("fp16"),
                backend,
                "What backend 'fake' returns from decode must be finite, got Infinity at 0 (2 of 384 values);"
                        + " precision 'fp16' may overflow, try 'fp32'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1, 2 | [1, 2]", "5, 5 | [5, 5]", "1000 | [1000]", "3, -1 | [3, -1]", "'' | []"})
    void aSchedulerWithUnusableTimestepsIsRefusedWhenBuilding(String timesteps, String found) {
        List<Integer> walk = Arrays.stream(timesteps.split(", "))
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf)
                .toList();
        DepthEstimator.Builder builder = onFakes(backend()).scheduler(new SpoiltScheduler(walk, result -> result));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(InferenceException.class)
                .hasMessage("Timesteps of scheduler 'spoilt' must be strictly decreasing in [0, 1000), got " + found);
    }

    @Test
    void timestepsMayBeAsManyAsTheConfigurationSays() throws IOException {
        DepthEstimator.Builder builder = onFakes(backend())
                .scheduler(new SpoiltScheduler(List.of(1999, 5), result -> result))
                .schedulerOption("num_train_timesteps", 2000);

        builder.build().close();

        assertThatThrownBy(builder.schedulerOption("num_train_timesteps", 1999)::build)
                .isExactlyInstanceOf(InferenceException.class)
                .hasMessage("Timesteps of scheduler 'spoilt' must be strictly decreasing in [0, 1999), got [1999, 5]");
    }

    @Test
    void aSchedulerThatReturnsNoTrajectoryIsNamed() {
        DepthEstimator.Builder builder = onFakes(backend()).scheduler(making(new NowhereScheduler()));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(InferenceException.class)
                .hasMessage("What scheduler 'making' returns from start must be a trajectory, got null");
    }

    @Test
    void providersThatCreateNothingAreNamed() {
        EnsemblerProvider ensembler = new FakeEnsemblerProvider(null);

        assertThatThrownBy(onFakes(backend()).scheduler(making(null))::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("What SchedulerProvider 'making' creates must not be null");
        assertThatThrownBy(onFakes(backend()).ensembler(ensembler)::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("What EnsemblerProvider 'fake' creates must not be null");
        assertThatThrownBy(() -> MemberMerger.of(ensembler))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("What EnsemblerProvider 'fake' creates must not be null");
    }

    private static final class NowhereScheduler implements Scheduler {
        @Override
        public Trajectory start(int steps) {
            return null;
        }
    }

    private static SchedulerProvider making(Scheduler scheduler) {
        return new SchedulerProvider() {
            @Override
            public String id() {
                return "making";
            }

            @Override
            public Scheduler create(SchedulerConfig config) {
                return scheduler;
            }
        };
    }

    @Test
    void aSchedulerThatReturnsAnotherShapeIsNamed() {
        assertEstimateFails(
                b -> b.scheduler(new SpoiltScheduler(List.of(999), result -> FloatTensor.copyOf(Shape.of(1), 0))),
                backend(),
                "What scheduler 'spoilt' returns from step must have shape [1, 4, 1, 2], got [1]");
    }

    @Test
    void aSchedulerThatReturnsNanIsNamed() {
        assertEstimateFails(
                b -> b.scheduler(new SpoiltScheduler(List.of(999), result -> with(result, 0, Float.NaN))),
                backend(),
                "What scheduler 'spoilt' returns from step must be finite, got NaN at 0 (1 of 8 values)");
    }

    private record SpoiltScheduler(List<Integer> walk, UnaryOperator<FloatTensor> fault)
            implements SchedulerProvider, Trajectory, Scheduler {
        @Override
        public String id() {
            return "spoilt";
        }

        @Override
        public Scheduler create(SchedulerConfig config) {
            return this;
        }

        @Override
        public Trajectory start(int steps) {
            return this;
        }

        @Override
        public int[] timesteps() {
            return walk.stream().mapToInt(Integer::intValue).toArray();
        }

        @Override
        public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
            return fault.apply(modelOutput);
        }
    }

    @Test
    void anEnsemblerThatReturnsAnotherShapeIsNamed() {
        FloatTensor wrong = FloatTensor.copyOf(Shape.of(1, 1), 0);

        assertEstimateFails(
                b -> b.ensembleSize(2)
                        .ensembler(
                                new FakeEnsemblerProvider((members, invariance) -> new EnsembleResult(wrong, wrong))),
                backend(),
                "Prediction of ensembler 'fake' must have shape [8, 16], got [1, 1]");
    }

    @Test
    void anEnsemblerThatReturnsNanIsNamed() {
        FloatTensor right = FloatTensor.wrap(Shape.of(8, 16), new float[128]);

        assertEstimateFails(
                b -> b.ensembleSize(2)
                        .ensembler(new FakeEnsemblerProvider(
                                (members, invariance) -> new EnsembleResult(right, with(right, 127, Float.NaN)))),
                backend(),
                "Uncertainty of ensembler 'fake' must be finite, got NaN at 127 (1 of 128 values)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2      | 0     | Prediction of ensembler 'fake' must be in [0, 1], got 2.0 at 127",
                "-0.001 | 0     | Prediction of ensembler 'fake' must be in [0, 1], got -0.001 at 127",
                "1      | -1e-9 | Uncertainty of ensembler 'fake' must be at least 0, got -1.0E-9 at 127",
            })
    void anEnsemblerThatLeavesItsRangeIsNamed(float prediction, float uncertainty, String message) {
        FloatTensor zeros = FloatTensor.wrap(Shape.of(8, 16), new float[128]);

        assertEstimateFails(
                b -> b.ensembleSize(2)
                        .ensembler(new FakeEnsemblerProvider((members, invariance) ->
                                new EnsembleResult(with(zeros, 127, prediction), with(zeros, 127, uncertainty)))),
                backend(),
                message);
    }

    @Test
    void whatAnEnsemblerRoundsOutOfItsRangeIsClipped() {
        FloatTensor map = FloatTensor.wrap(Shape.of(8, 16), new float[128]);
        FakeEnsemblerProvider ensembler = new FakeEnsemblerProvider(
                (members, invariance) -> new EnsembleResult(with(with(map, 0, 1.00001f), 1, -0.00001f), map));

        try (DepthEstimator estimator =
                estimator(b -> b.processingResolution(0).ensembleSize(2).ensembler(ensembler))) {
            assertThat(estimator.estimate(PICTURE).depth()).isEqualTo(with(map, 0, 1));
        }
    }

    @Test
    void latentsOfAnotherShapeAreRefusedBeforeTheEncoderRuns() {
        FakeBackend backend = backend();
        FloatTensor latents = FloatTensor.wrap(Shape.of(1, 4, 2, 2), new float[16]);

        try (DepthEstimator estimator =
                estimator(backend, b -> b.processingResolution(0).ensembleSize(3))) {
            assertThatThrownBy(() -> estimator.estimate(
                            DepthRequest.builder(PICTURE).latents(latents).build()))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("latents must have shape [3, 4, 1, 2] for this picture and ensembleSize 3,"
                            + " got [1, 4, 2, 2]");
        }
        assertThat(backend.evaluations).hasValue(0);
    }

    @Test
    void anEdgeThatVanishesIsRefused() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThatThrownBy(() -> estimator.estimate(Pictures.slopes(130, 2)))
                    .isExactlyInstanceOf(InvalidImageException.class)
                    .hasMessage("The longer edge of a picture may be at most 64 times the shorter one at"
                            + " processingResolution 64, got 130x2");
        }
    }

    @Test
    void stepsThatTheSchedulerRefusesAreRefusedPerRequest() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThatThrownBy(() -> estimator.estimate(
                            DepthRequest.builder(PICTURE).steps(101).build()))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("steps must be in [1, 100], got 101");
        }
    }
}
