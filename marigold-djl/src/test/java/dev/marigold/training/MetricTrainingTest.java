package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MetricRange;
import dev.marigold.schedulers.DdimSchedulerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range in metres instead of quantiles trains for metres: predictions are compared and judged without any alignment. */
class MetricTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void distancesAreLearnt() throws IOException {
        Path start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
        List<Double> losses = new ArrayList<>();
        List<Double> errors = new ArrayList<>();

        Path checkpoint = Trainer.builder(
                        start,
                        EndToEnd.builder().autoencoder(AutoencoderRole.TRAINED).build(),
                        folder.resolve("run"))
                .dataset(MemoryDataset.wall(8), 1)
                .normalization(DepthNormalization.absolute(0, 10))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .threads(1)
                .updates(8)
                .learningRate(5e-3, LearningRate.constant())
                .validation(Validation.builder(MemoryDataset.wall(2))
                        .every(4)
                        .processingResolution(16)
                        .previews(0)
                        .build())
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        losses.add(progress.loss());
                    }

                    @Override
                    public void validated(ValidationResult result) {
                        errors.add(result.means().get(DepthMetric.ABS_RELATIVE_DIFFERENCE));
                    }
                })
                .build()
                .run()
                .checkpoint();

        // A wall at 9 of 10 metres is 0.8, predictions start near 0; aligned within bounds they would be less than 0.4
        // off.
        assertThat(losses.get(0)).isBetween(0.6, 1.0);
        assertThat(losses.get(7)).isLessThan(0.6 * losses.get(0));
        // Aligned by least squares, any prediction is right about a wall.
        assertThat(errors).hasSize(2).allMatch(error -> error > 0.01);
        assertThat(errors.get(1)).isLessThan(errors.get(0));
        PipelineConfig pipeline = Checkpoint.open(checkpoint).pipeline();
        assertThat(pipeline.invariance()).isEqualTo(AffineInvariance.NONE);
        assertThat(pipeline.range()).hasValue(new MetricRange(0, 10));
        assertThat(predicted(checkpoint).get(150)).isBetween(6f, 10f);
    }

    @Test
    void aDenoisedPredictionIsInMetres() throws IOException {
        Path start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);

        Path checkpoint = Trainer.builder(start, Denoising.published(), folder.resolve("run"))
                .dataset(MemoryDataset.wall(2), 1)
                .normalization(DepthNormalization.absolute(20, 30))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .updates(1)
                .build()
                .run()
                .checkpoint();

        assertThat(Checkpoint.open(checkpoint).pipeline().range()).hasValue(new MetricRange(20, 30));
        float[] metres = predicted(checkpoint).toArray();
        Arrays.sort(metres);
        // Stretched, as predictions that are not in metres are, they would reach from end to end.
        assertThat(metres[metres.length - 1] - metres[0]).isLessThan(9);
    }

    /** Returns the metres of the wall. */
    private static FloatTensor predicted(Path checkpoint) throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(checkpoint)
                .backend(new DjlBackendProvider())
                .scheduler(new DdimSchedulerProvider())
                .threads(1)
                .ensembleSize(1)
                .processingResolution(16)
                .build()) {
            return estimator
                    .estimate(MemoryDataset.wall(1).sample(0).image())
                    .metres()
                    .orElseThrow();
        }
    }
}
