package dev.marigold.checkpoint.random;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.SchedulerConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * A depth checkpoint to be trained from scratch. The denoising network and the autoencoder start as PyTorch starts them; the text encoder
 * says nothing, its embedding is zero. The same arguments give the same bytes.
 */
public final class UntrainedCheckpoint {
    private final Architecture architecture;
    private final long seed;

    private UntrainedCheckpoint(Architecture architecture, long seed) {
        this.architecture = architecture;
        this.seed = seed;
    }

    /**
     * Returns a description of a checkpoint; nothing is written yet.
     *
     * @param seed any number
     */
    public static UntrainedCheckpoint of(Architecture architecture, long seed) {
        return new UntrainedCheckpoint(requireNonNull(architecture, "architecture"), seed);
    }

    /** Returns the configuration of its scheduler. */
    public SchedulerConfig scheduler() {
        return RandomLayout.scheduler();
    }

    /**
     * Writes the checkpoint in single precision.
     *
     * @param directory created if it does not exist
     * @throws FileAlreadyExistsException if the directory exists and is not empty
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory) throws IOException {
        new InitialFiles(architecture, Modality.DEPTH, DType.F32)
                .write(
                        directory,
                        (component, name, shapes) -> component.equals("text_encoder")
                                ? InitialValues.zeros()
                                : InitialValues.asPyTorch(name, shapes, seed));
    }
}
