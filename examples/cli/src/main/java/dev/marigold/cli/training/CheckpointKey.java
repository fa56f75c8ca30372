package dev.marigold.cli.training;

import dev.marigold.DepthEstimator;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.MemoryMode;
import dev.marigold.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a key that names a checkpoint as {@code --model} does, or a run, whose newest checkpoint is meant. */
final class CheckpointKey {
    private CheckpointKey() {}

    /**
     * Returns the directory of the checkpoint.
     *
     * @param progress shows how it is fetched, where it is not on this machine
     * @throws IOException if a file cannot be read
     * @throws dev.marigold.cli.console.UsageException if the text does not have the form of a reference
     * @throws dev.marigold.error.MarigoldException if it names nothing, or not a checkpoint for depth, or cannot be fetched
     */
    static Path directory(Section section, String key, ProgressListener progress) throws IOException {
        String reference = section.text(key);
        Optional<Path> directory = CheckpointReference.directory(reference);
        if (directory.isPresent()) {
            return Trainer.newestCheckpoint(directory.get()).orElse(directory.get());
        }
        // Only the directory is wanted: this mode opens no network but the text encoder.
        DepthEstimator.Builder builder = DepthEstimator.builder()
                .backend(EngineOptions.DEFAULT_BACKEND)
                .memoryMode(MemoryMode.LOW)
                .progress(progress);
        if (!reference.equals(EngineOptions.BUNDLED)) {
            builder.checkpoint(reference);
        }
        try (DepthEstimator estimator = builder.build()) {
            return estimator.checkpoint().directory();
        } catch (IllegalArgumentException e) {
            throw section.refuse(key, e);
        }
    }
}
