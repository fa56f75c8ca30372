package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import dev.marigold.prediction.Provenance;
import dev.marigold.prediction.Timings;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatorPredictorTest {
    private static final Provenance PROVENANCE =
            new Provenance("file:x", "fake", "ddim", "mean", 1, 1, MemberViews.SAME, 0, OptionalLong.of(1234));

    private final RecordingEstimator estimator = new RecordingEstimator();

    @Test
    void everyPictureStartsFromThePublishedSeed() throws IOException {
        EstimatorPredictor predictor = EstimatorPredictor.builder(estimator).build();
        Cancellation cancellation = new Cancellation();

        predictor.predict(new FakeDataset(2).sample(0), cancellation);
        predictor.predict(new FakeDataset(2).sample(1), cancellation);

        assertThat(estimator.requests)
                .hasSize(2)
                .allMatch(request -> request.seed().equals(OptionalLong.of(1234)))
                .allMatch(request -> request.cancellation() == cancellation);
    }

    @Test
    void aSeedAndZerosExcludeEachOther() {
        EstimatorPredictor.Builder builder =
                EstimatorPredictor.builder(estimator).seed(7).zeroLatents();

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zeroLatents replace what else there is to start from, leave out seed 7");
    }

    @Test
    void anotherSeedIsPassedOnAndRecorded() throws IOException {
        EstimatorPredictor predictor = EstimatorPredictor.builder(estimator)
                .seed(7)
                .setting("steps", "4")
                .build();

        predictor.predict(new FakeDataset(1).sample(0), new Cancellation());

        assertThat(estimator.requests.get(0).seed()).hasValue(7);
        assertThat(predictor.settings()).containsEntry("seed", "7").containsEntry("steps", "4");
    }

    @Test
    void picturesOfAnEstimatorThatDrawsNothingStartFromZeros() throws IOException {
        estimator.seed = OptionalLong.empty();
        EstimatorPredictor predictor = EstimatorPredictor.builder(estimator).build();
        EstimatorPredictor seeded =
                EstimatorPredictor.builder(estimator).seed(7).build();

        predictor.predict(new FakeDataset(1).sample(0), new Cancellation());
        seeded.predict(new FakeDataset(1).sample(0), new Cancellation());

        assertThat(estimator.requests.get(0).hasZeroLatents()).isTrue();
        assertThat(estimator.requests.get(1).hasZeroLatents()).isFalse();
        assertThat(predictor.settings()).containsEntry("seed", "zero latents");
        assertThat(seeded.settings()).containsEntry("seed", "7");
    }

    @Test
    void settingsAreWhatTheEstimatorTells() {
        assertThat(EstimatorPredictor.builder(estimator).build().settings())
                .isEqualTo(Map.of(
                        "checkpoint", "file:x",
                        "backend", "fake",
                        "scheduler", "ddim",
                        "ensembler", "mean",
                        "steps", "1",
                        "ensemble_size", "1",
                        "mirrors_members", "false",
                        "resolution", "0",
                        "seed", "1234"));
    }

    @Test
    void anEstimatorThatDoesNotTellHasTheSettingsThatAreNamed() {
        estimator.tells = false;

        assertThat(EstimatorPredictor.builder(estimator)
                        .setting("checkpoint", "mine")
                        .build()
                        .settings())
                .isEqualTo(Map.of("checkpoint", "mine", "seed", "1234"));
    }

    @Test
    void aDirectoryIsNamedByItsWholePath(@TempDir Path folder) throws IOException {
        estimator.checkpoint =
                folder.resolve("..").resolve(folder.getFileName()).toString();

        assertThat(EstimatorPredictor.builder(estimator).build().settings())
                .containsEntry("checkpoint", folder.toRealPath().toString());
    }

    @Test
    void provenanceIsThatOfTheLastPrediction() throws IOException {
        EstimatorPredictor predictor = EstimatorPredictor.builder(estimator).build();
        assertThat(predictor.provenance()).isEmpty();

        predictor.predict(new FakeDataset(1).sample(0), new Cancellation());

        assertThat(predictor.provenance()).hasValue(PROVENANCE);
    }

    @Test
    void predictionsOfANamedRangeAreMetres() throws IOException {
        estimator.range = new MetricRange(1, 5);

        FloatTensor metres =
                EstimatorPredictor.builder(estimator).build().predict(new FakeDataset(1).sample(0), new Cancellation());

        FloatTensor ramp = TrivialPredictor.VERTICAL_RAMP.predict(
                metres.shape().extent(0), metres.shape().extent(1));
        for (int i = 0; i < metres.shape().elementCount(); i++) {
            assertThat(metres.get(i)).isCloseTo(1 + 4 * ramp.get(i), within(1e-6f));
        }
    }

    @Test
    void evaluationLeavesTheEstimatorOpen() throws IOException {
        DepthEvaluation.builder(
                        new FakeDataset(2),
                        EstimatorPredictor.builder(estimator).build())
                .build()
                .run();

        assertThat(estimator.requests).hasSize(2);
        assertThat(estimator.closed).isFalse();
    }

    private static final class RecordingEstimator implements DepthEstimator {
        private final List<DepthRequest> requests = new ArrayList<>();
        private boolean closed;
        private @Nullable MetricRange range;
        private boolean tells = true;
        private String checkpoint = "file:x";
        private OptionalLong seed = OptionalLong.of(7);

        @Override
        public Provenance defaults() {
            return tells
                    ? new Provenance(checkpoint, "fake", "ddim", "mean", 1, 1, MemberViews.SAME, 0, seed)
                    : DepthEstimator.super.defaults();
        }

        @Override
        public DepthPrediction estimate(DepthRequest request) {
            requests.add(request);
            return new DepthPrediction(
                    TrivialPredictor.VERTICAL_RAMP.predict(
                            request.image().height(), request.image().width()),
                    null,
                    range == null ? AffineInvariance.SCALE_AND_SHIFT : AffineInvariance.NONE,
                    range,
                    PROVENANCE,
                    Timings.of(Map.of()));
        }

        @Override
        public Checkpoint checkpoint() {
            throw new UnsupportedOperationException("a fake has no checkpoint");
        }

        @Override
        public Duration loadTime() {
            return Duration.ZERO;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
