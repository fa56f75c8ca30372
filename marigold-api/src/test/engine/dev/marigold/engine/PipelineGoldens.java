package dev.marigold.engine;

import static dev.marigold.engine.Deviations.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.image.OutputSize;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole requests return what diffusers' pipeline did, and pass through the same tensors on the way. */
public abstract class PipelineGoldens {
    /** What the decoder and two resizings may add to the deviation of a stage. */
    private static final double END_TO_END_FACTOR = 10;

    /** Ensembles are merged by an optimiser that both programs stop early. */
    private static final double ENSEMBLE_TOLERANCE = 0.02;

    /** Seed of the noise that LCM's steps added when {@code latent_step_i} were recorded. */
    private static final long STEP_NOISE_SEED = 123;

    /** Returns the provider under test. */
    protected abstract DiffusionBackendProvider provider();

    /** Returns how far the values of a stage may be off, relative to the largest one or 1; default {@code 1e-4}, what engines must keep. */
    protected double tolerance() {
        return 1e-4;
    }

    static Stream<Arguments> depthCheckpointsAndModes() {
        return NetworkGoldens.checkpointsAndModes(GoldenCheckpoint::isDepth);
    }

    private DepthEstimator.Builder builder(GoldenCheckpoint golden, MemoryMode mode) {
        return DepthEstimator.builder()
                .checkpoint(golden.directory())
                .backend(provider())
                .processingResolution(golden.resolution())
                .memoryMode(mode);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("depthCheckpointsAndModes")
    void everyStageMatches(GoldenCheckpoint golden, MemoryMode mode) throws IOException {
        Map<String, FloatTensor> traced = new HashMap<>();
        DepthRequest request = DepthRequest.builder(golden.image())
                .latents(golden.latents(1))
                .trace(traced::put)
                .build();

        try (DepthEstimator estimator = builder(golden, mode)
                .steps(golden.steps())
                .seed(STEP_NOISE_SEED)
                .build()) {
            estimator.estimate(request);
        }

        assertStage(golden, traced, "preprocessed");
        assertStage(golden, traced, "image_latent");
        for (int step = 0; step < golden.steps(); step++) {
            assertStage(golden, traced, "latent_step_" + step);
        }
    }

    private void assertStage(GoldenCheckpoint golden, Map<String, FloatTensor> traced, String name) {
        assertThat(traced).containsKey(name);
        assertClose(name, traced.get(name), golden.tensor(name), tolerance());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("depthCheckpointsAndModes")
    void aPredictionFromGivenLatentsMatches(GoldenCheckpoint golden, MemoryMode mode) throws IOException {
        DepthRequest request = DepthRequest.builder(golden.image())
                .latents(golden.latents(1))
                .steps(golden.stepsOfOnePrediction())
                .build();

        try (DepthEstimator estimator = builder(golden, mode).build()) {
            assertPrediction(golden, "prediction_1", estimator.estimate(request));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("depthCheckpointsAndModes")
    void aPredictionFromASeedMatches(GoldenCheckpoint golden, MemoryMode mode) throws IOException {
        DepthRequest request = DepthRequest.builder(golden.image())
                .seed(2024)
                .steps(golden.steps())
                .build();

        try (DepthEstimator estimator = builder(golden, mode).build()) {
            assertPrediction(golden, "prediction_seed2024", estimator.estimate(request));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = "DEPTH_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aPredictionAtProcessingResolutionMatches(GoldenCheckpoint golden) throws IOException {
        assumeTrue(golden.has("prediction_1_processing_res"), "not recorded");
        DepthRequest request =
                DepthRequest.builder(golden.image()).latents(golden.latents(1)).build();

        try (DepthEstimator estimator = builder(golden, MemoryMode.DEFAULT)
                .outputSize(OutputSize.PROCESSING)
                .build()) {
            assertPrediction(golden, "prediction_1_processing_res", estimator.estimate(request));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = "DEPTH_.*", mode = EnumSource.Mode.MATCH_ALL)
    void anEnsembleIsCloseToTheReference(GoldenCheckpoint golden) throws IOException {
        assumeTrue(golden.has("prediction_ens"), "not recorded");
        DepthRequest request = DepthRequest.builder(golden.image())
                .latents(golden.tensor("init_latents"))
                .ensembleSize(golden.members())
                .build();

        try (DepthEstimator estimator = builder(golden, MemoryMode.DEFAULT)
                .ensembler("reference")
                .batchSize(2)
                .build()) {
            FloatTensor merged = batchOfOne(estimator.estimate(request));

            assertThat(Deviations.mean(merged, golden.tensor("prediction_ens"))).isLessThan(ENSEMBLE_TOLERANCE);
        }
    }

    private void assertPrediction(GoldenCheckpoint golden, String name, DepthPrediction prediction) {
        assertClose(name, batchOfOne(prediction), golden.tensor(name), END_TO_END_FACTOR * tolerance());
    }

    private static FloatTensor batchOfOne(DepthPrediction prediction) {
        return prediction.depth().reshape(Shape.of(1, 1, prediction.height(), prediction.width()));
    }
}
