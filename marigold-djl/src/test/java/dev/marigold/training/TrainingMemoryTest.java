package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.engine.ProcessMemory;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.StartLatent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that runs for days must not grow. */
class TrainingMemoryTest {
    private static final int WARM_UP = 500;
    private static final int UPDATES = 2_000;
    private static final int BATCH = 4;

    /** Half of what would be lost, for each pixel of a picture, if the arrays of each batch alone, pictures and three maps, were never released. */
    private static final long ALLOWED_GROWTH_PER_PIXEL = (UPDATES - WARM_UP) * BATCH * 6L * Float.BYTES / 2;

    @TempDir
    Path folder;

    @TempDir
    static Path cache;

    static List<Arguments> trainings() {
        UnaryOperator<Trainer.Builder> plain =
                training -> training.dataset(new MemoryDataset("data", 8), 1).sizes(List.of(new TrainingSize(16, 16)));
        UnaryOperator<Trainer.Builder> likeTheRecipe = training -> training.dataset(new MemoryDataset("first", 8), 1)
                .dataset(new MemoryDataset("second", 8), 1)
                .sizes(List.of(new TrainingSize(16, 16), new TrainingSize(32, 16), new TrainingSize(32, 32)))
                .geometry(SampleGeometry.cropped(0.75))
                .photometric(Photometric.realWorld())
                .precision("bf16")
                .checkpoints(WARM_UP, 2);
        UnaryOperator<Trainer.Builder> published = training -> plain.apply(training)
                .latentCache(cache)
                .validation(Validation.builder(new MemoryDataset("held-out", 2))
                        .every(WARM_UP / 2)
                        .processingResolution(16)
                        .build());
        return List.of(
                Arguments.of(Named.of("one size", plain), endToEnd(0), 16 * 16),
                Arguments.of(
                        Named.of("sizes, alterations, bf16, checkpoints", likeTheRecipe),
                        endToEnd(0.5),
                        (16 * 16 + 32 * 16 + 32 * 32) / 3),
                Arguments.of(Named.of("latent cache, validation", published), Denoising.published(), 16 * 16));
    }

    private static EndToEnd endToEnd(double coarseShare) {
        return EndToEnd.builder()
                .start(StartLatent.GAUSSIAN)
                .relativeWeight(0.5)
                .gradientWeight(0.2)
                .beyondWeight(0.5)
                .coarseShare(coarseShare)
                .autoencoder(AutoencoderRole.TRAINED)
                .build();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    @Tag("slow")
    void updatesLeaveNothingBehind(UnaryOperator<Trainer.Builder> kind, Objective objective, int pixels)
            throws IOException {
        ProcessMemory.assumeMeasurable();
        Path start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
        Map<Long, ProcessMemory> measured = new HashMap<>();

        Trainer.Builder training = Trainer.builder(start, objective, folder.resolve("run"))
                .checkpoints(UPDATES, 1)
                .batchSize(BATCH)
                .accumulation(1)
                .threads(1)
                .averaging(0.99)
                .largestGradientNorm(1)
                .updates(UPDATES)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (progress.update() == WARM_UP || progress.update() == UPDATES) {
                            measured.put(progress.update(), measure());
                        }
                    }
                });
        kind.apply(training).build().run();

        ProcessMemory before = measured.get((long) WARM_UP);
        ProcessMemory after = measured.get((long) UPDATES);
        assertThat(after.outside() - before.outside())
                .as("bytes outside of the heap")
                .isLessThan(pixels * ALLOWED_GROWTH_PER_PIXEL);
        assertThat(after.heap() - before.heap()).as("bytes on the heap").isLessThan(pixels * ALLOWED_GROWTH_PER_PIXEL);
    }

    private static ProcessMemory measure() {
        try {
            return ProcessMemory.measure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
