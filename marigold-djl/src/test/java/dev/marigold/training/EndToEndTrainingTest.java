package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.image.ResampleMode;
import dev.marigold.training.DrawnDataset.Pixel;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-step predictions are trained through the decoder. */
class EndToEndTrainingTest {
    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    private static final String AUTOENCODER = "vae/diffusion_pytorch_model.safetensors";

    @TempDir
    Path folder;

    private Path start;

    @BeforeEach
    void writeStart() throws IOException {
        start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
    }

    private static EndToEnd objective(double denoisingWeight, AutoencoderRole autoencoder) {
        return EndToEnd.builder()
                .relativeWeight(0.5)
                .gradientWeight(0.2)
                .denoisingWeight(denoisingWeight)
                .autoencoder(autoencoder)
                .build();
    }

    private Trainer.Builder training(EndToEnd objective, String run) {
        return Trainer.builder(start, objective, folder.resolve(run))
                .sizes(List.of(new TrainingSize(16, 16)))
                .geometry(new SampleGeometry(0, 1, ResampleMode.BILINEAR))
                .batchSize(2)
                .accumulation(1)
                .learningRate(3e-3, LearningRate.constant())
                .threads(1);
    }

    /** Collects what is logged about each update. */
    private static final class Losses implements TrainingListener {
        private final List<Double> totals = new ArrayList<>();
        private final List<Map<String, Double>> parts = new ArrayList<>();

        @Override
        public void updated(TrainingProgress progress) {
            totals.add(progress.loss());
            parts.add(progress.parts());
        }
    }

    @Test
    void theFrozenDecoderStaysWhileTheLossFalls() throws IOException {
        Losses losses = new Losses();

        Path checkpoint = training(objective(0, AutoencoderRole.FROZEN), "run")
                .dataset(new MemoryDataset("data", 2), 1)
                .updates(12)
                .listener(losses)
                .build()
                .run()
                .checkpoint();

        assertThat(losses.totals.get(11)).isLessThan(0.9 * losses.totals.get(0));
        assertThat(checkpoint.resolve(AUTOENCODER)).hasSameBinaryContentAs(start.resolve(AUTOENCODER));
        assertThat(Files.mismatch(checkpoint.resolve(UNET), start.resolve(UNET)))
                .isNotEqualTo(-1);
    }

    @Test
    void aTrainedAutoencoderChanges() throws IOException {
        Path checkpoint = training(objective(0, AutoencoderRole.TRAINED), "run")
                .dataset(new MemoryDataset("data", 2), 1)
                .updates(1)
                .build()
                .run()
                .checkpoint();

        assertThat(Files.mismatch(checkpoint.resolve(AUTOENCODER), start.resolve(AUTOENCODER)))
                .isNotEqualTo(-1);
    }

    @Test
    void whereNothingWasMeasuredNothingIsLearnt() throws IOException {
        Path one = hybrid(3, "one");
        Path other = hybrid(70, "other");

        assertThat(one.resolve(UNET)).hasSameBinaryContentAs(other.resolve(UNET));
        assertThat(one.resolve(AUTOENCODER)).hasSameBinaryContentAs(other.resolve(AUTOENCODER));
        assertThat(Files.mismatch(one.resolve(UNET), start.resolve(UNET))).isNotEqualTo(-1);
    }

    /** Trains on rendered pictures and on measured ones, whose right half holds a number that means nothing. */
    private Path hybrid(float meaningless, String run) throws IOException {
        DrawnDataset measured = new DrawnDataset(
                "measured",
                4,
                16,
                16,
                (index, x, y) -> new Pixel(10 * x, 10 * y, x < 8 ? 1 + y + index : meaningless, x < 8));
        return training(objective(0.5, AutoencoderRole.TRAINED), run)
                .dataset(measured, 1)
                .dataset(new MemoryDataset("rendered", 4), 1)
                .updates(4)
                .build()
                .run()
                .checkpoint();
    }

    @Test
    void coarseBatchesCountThePixelsThatTheyCompare() throws IOException {
        DrawnDataset between = new DrawnDataset(
                "between", 2, 16, 16, (index, x, y) -> new Pixel(10 * x, 10 * y, 1 + x + y, x % 2 == 1));
        Losses losses = new Losses();

        Path checkpoint = training(EndToEnd.builder().coarseShare(1).build(), "run")
                .dataset(between, 1)
                .updates(1)
                .listener(losses)
                .build()
                .run()
                .checkpoint();

        assertThat(losses.totals).containsExactly(Double.NaN);
        assertThat(convolution(checkpoint)).containsExactly(convolution(start));
    }

    private static float[] convolution(Path checkpoint) throws IOException {
        return Checkpoint.open(checkpoint).unetWeights().get("conv_in.weight").readFloats();
    }

    @Test
    void theTeacherMakesTheTargetsOfTheDenoisingTerm() throws IOException {
        Path teacher = folder.resolve("teacher");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 2).write(teacher);
        Losses own = new Losses();
        Losses taught = new Losses();

        taught("own", own).build().run();
        taught("taught", taught).teacher(teacher).build().run();

        assertThat(taught.parts.get(0).get("l1")).isEqualTo(own.parts.get(0).get("l1"));
        assertThat(taught.parts.get(0).get("denoising"))
                .isNotEqualTo(own.parts.get(0).get("denoising"));
        assertThatThrownBy(
                        taught("taught", own).resume(folder.resolve("taught")).build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frozen networks must be that of the training to be resumed");
    }

    private Trainer.Builder taught(String run, TrainingListener listener) {
        return training(objective(0.5, AutoencoderRole.TRAINED), run)
                .dataset(new MemoryDataset("data", 2), 1)
                .updates(1)
                .listener(listener);
    }

    @Test
    void aTeacherIsForAutoencodersThatLearn() {
        assertThatThrownBy(() -> training(objective(0.5, AutoencoderRole.FROZEN), "run")
                        .dataset(new MemoryDataset("data", 2), 1)
                        .teacher(start)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("teacher must be left out unless the autoencoder learns end to end");
    }
}
