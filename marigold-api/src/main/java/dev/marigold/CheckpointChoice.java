package dev.marigold;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Which checkpoint a user wants. */
@FunctionalInterface
interface CheckpointChoice {
    /** Opens the checkpoint. */
    Opened open(EstimatorSettings settings) throws IOException;

    /**
     * An open checkpoint.
     *
     * @param source what it was opened from: a directory or a reference
     */
    record Opened(Checkpoint checkpoint, String source) {}

    static CheckpointChoice bundled() {
        return settings -> {
            try {
                return reference(CheckpointFetcher.BUNDLED).open(settings);
            } catch (ModelLoadException | ProviderUnavailableException e) {
                throw new ModelLoadException(
                        "No checkpoint is named and the bundled one, " + CheckpointFetcher.BUNDLED
                                + ", cannot be used (" + e.getMessage()
                                + "); name one with checkpoint(\"DIRECTORY\"), checkpoint(\"hf:OWNER/NAME[@REVISION]\") or"
                                + " checkpoint(\"classpath:FOLDER\")",
                        e);
            }
        };
    }

    static CheckpointChoice reference(String reference) {
        return settings -> {
            WeightVariant variant = Objects.requireNonNullElse(settings.variant, WeightVariant.ANY);
            Path directory = CheckpointFetcher.fetch(
                    reference,
                    CheckpointRequest.builder(settings.effectiveClassLoader())
                            .variant(variant)
                            .listener(settings.progress)
                            .cancellation(settings.cancellation)
                            .modality(Modality.DEPTH)
                            .build());
            return new Opened(Checkpoint.open(directory, variant), reference);
        };
    }

    static CheckpointChoice directory(Path directory) {
        return settings -> new Opened(
                Checkpoint.open(directory, Objects.requireNonNullElse(settings.variant, WeightVariant.ANY)),
                directory.toString());
    }

    static CheckpointChoice opened(Checkpoint checkpoint) {
        return settings -> {
            if (settings.variant != null) {
                throw new IllegalArgumentException("variant " + settings.variant
                        + " has no effect on a checkpoint that is open already; give it to Checkpoint.open");
            }
            return new Opened(checkpoint, checkpoint.directory().toString());
        };
    }
}
