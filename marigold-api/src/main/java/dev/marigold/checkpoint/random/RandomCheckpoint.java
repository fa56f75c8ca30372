package dev.marigold.checkpoint.random;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.DType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * A checkpoint of random weights, in the layout and with the tensors of a published one. Weights are uniform with standard deviation
 * {@code 1 / sqrt(fan-in)}, normalisations start as the identity and biases at zero, so that activations neither vanish nor explode. The
 * same arguments give the same bytes.
 */
public final class RandomCheckpoint {
    private final Preset preset;
    private final DType dtype;
    private final long seed;

    private RandomCheckpoint(Preset preset, DType dtype, long seed) {
        this.preset = preset;
        this.dtype = dtype;
        this.seed = seed;
    }

    /**
     * Returns a description of a checkpoint; nothing is written yet.
     *
     * @param dtype {@link DType#F32}, or {@link DType#F16} for files of the half-precision variant
     * @param seed any number
     * @throws IllegalArgumentException if the type is another one
     */
    public static RandomCheckpoint of(Preset preset, DType dtype, long seed) {
        requireNonNull(preset, "preset");
        if (dtype != DType.F32 && dtype != DType.F16) {
            throw new IllegalArgumentException("dtype must be F32 or F16, got " + dtype);
        }
        return new RandomCheckpoint(preset, dtype, seed);
    }

    /**
     * Writes the checkpoint; an {@link Preset#SD2} one takes 5.2 GB in single precision.
     *
     * @param directory created if it does not exist
     * @throws FileAlreadyExistsException if the directory exists and is not empty
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory) throws IOException {
        new InitialFiles(preset.architecture(), preset.modality(), dtype)
                .write(
                        directory,
                        (component, name, shapes) ->
                                InitialValues.of(name, requireNonNull(shapes.get(name), name), seed));
    }
}
