package dev.marigold.cli.training;

import dev.marigold.CheckpointFetcher;
import dev.marigold.checkpoint.Modality;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a key that names a checkpoint as {@code --model} does. */
final class CheckpointKey {
    private CheckpointKey() {}

    /**
     * Returns the directory of a checkpoint that predicts depth; of a run, that of its newest.
     *
     * @param progress shows how it is fetched, where it is not on this machine
     * @throws IOException if a file cannot be read
     * @throws dev.marigold.cli.console.UsageException if the text does not have the form of a reference
     * @throws dev.marigold.error.MarigoldException if it names nothing, or not a checkpoint for depth, or cannot be fetched
     */
    static Path depth(Section section, String key, ProgressListener progress) throws IOException {
        String reference = section.text(key);
        Optional<Path> directory = CheckpointReference.directory(reference);
        if (directory.isPresent()) {
            return Trainer.newestCheckpoint(directory.get()).orElse(directory.get());
        }
        return fetch(
                section,
                key,
                CheckpointReference.named(reference),
                CheckpointFetcher.request().listener(progress).modality(Modality.DEPTH));
    }

    /**
     * Returns the directory of a checkpoint that generates pictures; throws like {@link #depth}.
     *
     * @param progress shows how it is fetched, where it is not on this machine
     */
    static Path generator(Section section, String key, ProgressListener progress) throws IOException {
        return fetch(
                section, key, section.text(key), CheckpointFetcher.request().listener(progress));
    }

    private static Path fetch(Section section, String key, String reference, CheckpointRequest.Builder request)
            throws IOException {
        try {
            return CheckpointFetcher.fetch(reference, request.build());
        } catch (IllegalArgumentException e) {
            throw section.refuse(key, e);
        }
    }
}
