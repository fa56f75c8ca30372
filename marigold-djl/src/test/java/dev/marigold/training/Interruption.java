package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.CancelledException;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A training that is stopped on its way and resumed. */
final class Interruption {
    private Interruption() {}

    /**
     * Trains until after an update, stops, and resumes.
     *
     * @param training makes builders of the same training, each with the same output
     * @param run the output
     * @return the last checkpoint
     */
    static Path resumedAfter(long update, Supplier<Trainer.Builder> training, Path run) throws IOException {
        Cancellation stop = new Cancellation();
        Trainer interrupted = training.get()
                .cancellation(stop)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (progress.update() == update) {
                            stop.cancel();
                        }
                    }
                })
                .build();
        assertThatThrownBy(interrupted::run).isInstanceOf(CancelledException.class);
        return training.get().resume(run).build().run().checkpoint();
    }

    /** Fails unless two checkpoints hold the same state and the same networks, and their runs had the same losses. */
    static void assertSame(Path checkpoint, Path other) throws IOException {
        for (String file : List.of(
                "trainer/state.safetensors",
                "unet/diffusion_pytorch_model.safetensors",
                "vae/diffusion_pytorch_model.safetensors",
                "vae/config.json")) {
            assertThat(checkpoint.resolve(file)).as(file).hasSameBinaryContentAs(other.resolve(file));
        }
        assertThat(losses(checkpoint)).isEqualTo(losses(other));
    }

    private static List<String> losses(Path checkpoint) throws IOException {
        return Files.readAllLines(checkpoint.resolveSibling("losses.csv")).stream()
                .map(line -> line.split(",")[0] + " " + line.split(",")[1])
                .toList();
    }
}
