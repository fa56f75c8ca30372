package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range in metres instead of quantiles trains for metres: predictions are judged, and get better, without any alignment. */
class MetricTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void predictionsInMetresGetBetter() throws IOException {
        Path start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
        List<Double> errors = new ArrayList<>();

        Path checkpoint = Trainer.builder(
                        start,
                        new EndToEnd(StartLatent.ZEROS, 0.5, 0, 0, NoiseKind.GAUSSIAN, AutoencoderRole.TRAINED),
                        folder.resolve("run"))
                .dataset(MemoryDataset.walls(64), 1)
                .normalization(DepthNormalization.absolute(0, 10))
                .sizes(List.of(new TrainingSize(24, 16)))
                .batchSize(4)
                .threads(1)
                .updates(16)
                .learningRate(2e-3, LearningRate.iterExponential(16, 0.5, 2))
                .largestGradientNorm(1)
                .validation(new Validation(MemoryDataset.walls(4), 8, 1, 1, 24, 0))
                .listener(new TrainingListener() {
                    @Override
                    public void validated(ValidationResult result) {
                        errors.add(result.means().get(DepthMetric.ABS_RELATIVE_DIFFERENCE));
                    }
                })
                .build()
                .run()
                .checkpoint();

        assertThat(errors).hasSize(2);
        assertThat(errors.get(1)).isLessThan(0.95 * errors.get(0));
        assertThat(Checkpoint.open(checkpoint).pipeline().invariance()).isEqualTo(AffineInvariance.NONE);
    }
}
