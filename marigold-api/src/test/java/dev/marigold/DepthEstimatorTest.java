package dev.marigold;

import static dev.marigold.EstimatorFixture.SCALING_FACTOR;
import static dev.marigold.EstimatorFixture.backend;
import static dev.marigold.EstimatorFixture.estimator;
import static dev.marigold.EstimatorFixture.onFakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.OutputSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.Pictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthEstimatorTest {
    private static final RgbImage PICTURE = Pictures.slopes(90, 61);
    private static final Shape PICTURE_LATENTS = Shape.of(1, 4, 6, 8);
    /** A few roundings of values near one. */
    private static final float TOLERANCE = 1e-6f;

    @Test
    void analyticNetworksGiveTheMeanOfEachBlock() {
        RgbImage image = Pictures.slopes(64, 48);
        FakeBackend backend = new FakeBackend(SCALING_FACTOR, 0);

        DepthPrediction prediction;
        try (DepthEstimator estimator = estimator(backend, b -> b.steps(1).processingResolution(0))) {
            prediction = estimator.estimate(image);
        }

        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                double expected = blockMean(image.toTensor(), x / 8, y / 8) + 0.00999 / 2;
                assertThat(prediction.depthAt(x, y)).isCloseTo((float) expected, within(TOLERANCE));
            }
        }
    }

    private static double blockMean(FloatTensor picture, int column, int row) {
        int height = picture.shape().extent(2);
        int width = picture.shape().extent(3);
        double sum = 0;
        for (int i = 0; i < 3 * 64; i++) {
            int y = row * 8 + i / 8 % 8;
            sum += picture.get((i / 64 * height + y) * width + column * 8 + i % 8);
        }
        return sum / (3 * 64);
    }

    @Test
    void sameSeedGivesTheSameBits() {
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(3))) {
            DepthPrediction first = estimator.estimate(PICTURE);
            DepthPrediction second = estimator.estimate(PICTURE);

            assertThat(second.depth()).isEqualTo(first.depth());
            assertThat(second.uncertainty()).isEqualTo(first.uncertainty());
        }
    }

    @Test
    void anotherSeedGivesAnotherMap() {
        try (DepthEstimator estimator = estimator(b -> b.seed(1))) {
            DepthPrediction first = estimator.estimate(PICTURE);
            DepthPrediction second =
                    estimator.estimate(DepthRequest.builder(PICTURE).seed(2).build());

            assertThat(second.depth()).isNotEqualTo(first.depth());
        }
    }

    @Test
    void theDefaultSeedIs2024() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            DepthPrediction implicit = estimator.estimate(PICTURE);
            DepthPrediction explicit =
                    estimator.estimate(DepthRequest.builder(PICTURE).seed(2024).build());

            assertThat(implicit.depth()).isEqualTo(explicit.depth());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 64})
    void theBatchSizeDoesNotChangeABit(int batchSize) {
        DepthPrediction oneByOne;
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(5))) {
            oneByOne = estimator.estimate(PICTURE);
        }
        DepthPrediction batched;
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(5).batchSize(batchSize))) {
            batched = estimator.estimate(PICTURE);
        }

        assertThat(batched.depth()).isEqualTo(oneByOne.depth());
        assertThat(batched.uncertainty()).isEqualTo(oneByOne.uncertainty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void membersKeepTheOrderOfTheirLatents(int batchSize) {
        FloatTensor latents = noise(PICTURE_LATENTS.with(0, 3));
        DepthPrediction together;
        DepthPrediction first;
        DepthPrediction last;
        try (DepthEstimator estimator = estimator(b -> b.steps(1).batchSize(batchSize))) {
            together = estimator.estimate(DepthRequest.builder(PICTURE)
                    .latents(latents)
                    .ensembleSize(3)
                    .build());
            first = estimator.estimate(
                    DepthRequest.builder(PICTURE).latents(latents.slice(0, 1)).build());
            last = estimator.estimate(
                    DepthRequest.builder(PICTURE).latents(latents.slice(2, 3)).build());
        }

        assertThat(together.depth()).isEqualTo(first.depth());
        assertThat(together.uncertainty()).contains(last.depth());
    }

    private static FloatTensor noise(Shape shape) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.7);
        }
        return FloatTensor.wrap(shape, values);
    }

    @Test
    void stepNoiseOfGivenLatentsComesFromTheSeedOfTheEstimator() {
        FloatTensor latents = noise(PICTURE_LATENTS);
        DepthRequest request = DepthRequest.builder(PICTURE).latents(latents).build();
        DepthPrediction one;
        try (DepthEstimator estimator = estimator(b -> b.seed(1))) {
            one = estimator.estimate(request);
        }
        DepthPrediction two;
        try (DepthEstimator estimator = estimator(b -> b.seed(2))) {
            two = estimator.estimate(request);
        }

        assertThat(two.depth()).isNotEqualTo(one.depth());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "64, 43", "90, 61", "8, 8", "37, 100", "300, 7", "17, 16", "640, 480"})
    void mapsHaveTheSizeOfThePicture(int width, int height) {
        DepthPrediction prediction;
        try (DepthEstimator estimator = estimator(b -> b)) {
            prediction = estimator.estimate(Pictures.slopes(width, height));
        }

        assertThat(prediction.width()).isEqualTo(width);
        assertThat(prediction.height()).isEqualTo(height);
        assertInUnitRange(prediction.depth());
    }

    private static void assertInUnitRange(FloatTensor map) {
        for (float value : map.toArray()) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 64, 64", "90, 61, 64, 43", "37, 100, 23, 64", "300, 7, 64, 1"})
    void mapsMayKeepTheProcessedSizeWithoutPadding(int width, int height, int processedWidth, int processedHeight) {
        DepthPrediction prediction;
        try (DepthEstimator estimator = estimator(b -> b.outputSize(OutputSize.PROCESSING))) {
            prediction = estimator.estimate(Pictures.slopes(width, height));
        }

        assertThat(prediction.width()).isEqualTo(processedWidth);
        assertThat(prediction.height()).isEqualTo(processedHeight);
    }

    @ParameterizedTest
    @EnumSource(ResampleMode.class)
    void aConstantPictureGivesAConstantMapInEveryMode(ResampleMode mode) {
        RgbImage image = Pictures.of(90, 61, (channel, x, y) -> 0.2);

        DepthPrediction prediction;
        try (DepthEstimator estimator = estimator(
                new FakeBackend(SCALING_FACTOR, 0),
                b -> b.steps(1).inputResampling(mode).outputResampling(mode))) {
            prediction = estimator.estimate(image);
        }

        for (float value : prediction.depth().toArray()) {
            assertThat(value).isCloseTo(0.2f + 0.00999f / 2, within(TOLERANCE));
        }
    }

    @Test
    void bicubicOvershootIsClipped() {
        RgbImage image = Pictures.of(16, 16, (channel, x, y) -> x < 8 ? 0 : 1);

        DepthPrediction prediction;
        try (DepthEstimator estimator = estimator(
                new FakeBackend(SCALING_FACTOR, 0),
                b -> b.processingResolution(64).outputResampling(ResampleMode.BICUBIC))) {
            prediction = estimator.estimate(image);
        }

        assertThat(prediction.depth().toArray()).contains(1f);
        assertInUnitRange(prediction.depth());
    }

    @Test
    void aSingleMemberHasNoUncertainty() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThat(estimator.estimate(PICTURE).uncertainty()).isEmpty();
        }
    }

    @Test
    void provenanceTellsHowToRepeatThePrediction() {
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(3).seed(7))) {
            DepthPrediction prediction = estimator.estimate(
                    DepthRequest.builder(PICTURE).steps(2).ensembleSize(2).build());

            assertThat(prediction.provenance())
                    .isEqualTo(new Provenance(
                            Checkpoints.directory("depth-v1-1").toString(),
                            "fake",
                            "fake",
                            "fake",
                            2,
                            2,
                            MemberViews.SAME,
                            64,
                            OptionalLong.of(7)));
        }
    }

    @Test
    void provenanceHasNoSeedWhereNothingWasDrawnFromIt() {
        DepthRequest given =
                DepthRequest.builder(PICTURE).latents(noise(PICTURE_LATENTS)).build();
        try (DepthEstimator estimator = estimator(b -> b.steps(1))) {
            assertThat(estimator.estimate(given).provenance().seed()).isEmpty();
            assertThat(estimator.members(given).provenance().seed()).isEmpty();
        }
    }

    @Test
    void provenanceHasTheSeedOfNoiseThatStepsDraw() {
        // The fake scheduler draws in all steps but the last.
        DepthRequest given = DepthRequest.builder(PICTURE)
                .latents(noise(PICTURE_LATENTS))
                .steps(2)
                .build();
        try (DepthEstimator estimator = estimator(b -> b.seed(7))) {
            assertThat(estimator.estimate(given).provenance().seed()).hasValue(7);
            assertThat(estimator.members(given).provenance().seed()).hasValue(7);
        }
    }

    @Test
    void zeroLatentsAreLatentsOfZeros() {
        FloatTensor zeros = FloatTensor.wrap(PICTURE_LATENTS, new float[(int) PICTURE_LATENTS.elementCount()]);
        try (DepthEstimator estimator = estimator(b -> b.steps(1))) {
            DepthPrediction prediction = estimator.estimate(
                    DepthRequest.builder(PICTURE).zeroLatents().build());

            assertThat(prediction.depth())
                    .isEqualTo(estimator
                            .estimate(
                                    DepthRequest.builder(PICTURE).latents(zeros).build())
                            .depth())
                    .isNotEqualTo(estimator.estimate(PICTURE).depth());
            assertThat(prediction.provenance().seed()).isEmpty();
        }
    }

    @Test
    void stepsThatTheSchedulerCannotTakeAreRefusedBeforeAnythingIsComputed() {
        List<Stage> seen = Collections.synchronizedList(new ArrayList<>());
        try (DepthEstimator estimator = estimator(b -> b.progress(progress -> seen.add(progress.stage())))) {
            seen.clear();
            DepthRequest request = DepthRequest.builder(PICTURE).steps(101).build();

            assertThatThrownBy(() -> estimator.estimate(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("steps must be in [1, 100], got 101");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void arraysThatNoEngineCanHoldAreRefusedBeforeAnythingIsComputed() {
        try (DepthEstimator estimator = estimator(b -> b.processingResolution(16384))) {
            assertThatThrownBy(() -> estimator.estimate(Pictures.slopes(64, 64)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "ensembleSize 1 in batches of 1 at 268435456 pixels needs 805306368 values in one array,"
                                    + " more than 536870911; lower ensembleSize, batchSize or processingResolution");
        }
    }

    @Test
    void aCheckpointMayAskForZeros(@TempDir Path folder) {
        Path directory = Checkpoints.copyOf(
                "depth-v1-1", folder, "model_index.json", List.of("{", "{\"default_zero_latents\": true,"));
        try (DepthEstimator estimator =
                estimator(b -> b.checkpoint(Checkpoints.open(directory)).steps(1))) {
            DepthRequest zeros = DepthRequest.builder(PICTURE).zeroLatents().build();
            DepthRequest seeded = DepthRequest.builder(PICTURE).seed(2024).build();

            DepthPrediction prediction = estimator.estimate(PICTURE);

            assertThat(prediction.depth())
                    .isEqualTo(estimator.estimate(zeros).depth())
                    .isNotEqualTo(estimator.estimate(seeded).depth());
            assertThat(prediction.provenance()).isEqualTo(estimator.defaults());
            assertThat(estimator.defaults().seed()).isEmpty();
            assertThat(estimator.estimate(seeded).provenance().seed()).hasValue(2024);
        }
        try (DepthEstimator seeding = estimator(
                b -> b.checkpoint(Checkpoints.open(directory)).steps(1).seed(7))) {
            DepthRequest zeros = DepthRequest.builder(PICTURE).zeroLatents().build();

            assertThat(seeding.estimate(PICTURE).provenance().seed()).hasValue(7);
            assertThat(seeding.estimate(PICTURE).depth())
                    .isNotEqualTo(seeding.estimate(zeros).depth());
        }
    }

    @Test
    void theInvarianceIsTheCheckpoints() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThat(estimator.estimate(PICTURE).invariance()).isEqualTo(AffineInvariance.SCALE_AND_SHIFT);
        }
    }

    @Test
    void stagesAreTimed() {
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(2))) {
            assertThat(estimator.estimate(PICTURE).timings().stages())
                    .containsOnlyKeys(
                            Stage.PREPROCESS, Stage.ENCODE, Stage.DENOISE, Stage.DECODE, Stage.ENSEMBLE, Stage.RESTORE);
        }
    }

    @Test
    void traceSeesEveryStageInOrder() {
        List<String> seen = new ArrayList<>();
        DepthRequest request = DepthRequest.builder(PICTURE)
                .steps(2)
                .ensembleSize(3)
                .trace((name, tensor) -> seen.add(name + tensor.shape()))
                .build();

        try (DepthEstimator estimator = estimator(b -> b)) {
            estimator.estimate(request);
        }

        assertThat(seen)
                .containsExactly(
                        "preprocessed[1, 3, 48, 64]",
                        "init_latents[3, 4, 6, 8]",
                        "image_latent[1, 4, 6, 8]",
                        "latent_step_0[3, 4, 6, 8]",
                        "latent_step_1[3, 4, 6, 8]",
                        "prediction[1, 1, 61, 90]");
    }

    @Test
    void threadsShareAnEstimator() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DepthEstimator estimator = estimator(b -> b.ensembleSize(2))) {
            DepthPrediction alone = estimator.estimate(PICTURE);
            Callable<DepthPrediction> request = () -> estimator.estimate(PICTURE);

            List<Future<DepthPrediction>> together = threads.invokeAll(Collections.nCopies(32, request));

            for (Future<DepthPrediction> prediction : together) {
                assertThat(prediction.get().depth()).isEqualTo(alone.depth());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theImageIsEncodedOnceAndEveryBatchDenoisedAndDecoded() {
        FakeBackend backend = backend();

        try (DepthEstimator estimator =
                estimator(backend, b -> b.ensembleSize(5).batchSize(2).steps(3))) {
            estimator.estimate(PICTURE);
        }

        assertThat(backend.evaluations).hasValue(1 + 3 * 3 + 3);
    }

    @Test
    void theBuilderStaysUsableAndLeavesBuiltEstimatorsAlone() throws Exception {
        DepthEstimator.Builder builder = onFakes(backend()).seed(1);
        try (DepthEstimator first = builder.build();
                DepthEstimator second = builder.backend(FakeBackendProvider.of(backend()))
                        .seed(2)
                        .build()) {
            assertThat(first.estimate(PICTURE).provenance().seed()).hasValue(1);
            assertThat(second.estimate(PICTURE).provenance().seed()).hasValue(2);
        }
    }
}
