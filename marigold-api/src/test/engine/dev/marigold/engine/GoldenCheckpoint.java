package dev.marigold.engine;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weights;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A checkpoint of the conformance data and what diffusers computed with it. */
enum GoldenCheckpoint {
    /** DDIM, trailing, zero-terminal SNR. */
    DEPTH_V1_1("depth-v1-1"),
    /** DDIM, leading; latents whose size the denoising network cannot halve. */
    DEPTH_V1_0("depth-v1-0"),
    /** LCM; half-precision weights, convolutional projections. */
    DEPTH_LCM("depth-lcm"),
    /** Normals: three channels of a unit vector in place of the mean of three. */
    NORMALS_V1_1("normals-v1-1"),
    /** Two targets: 12 channels into the denoising network and 8 out; names of the text encoder without their prefix. */
    IID_APPEARANCE_V1_1("iid-appearance-v1-1");

    private static final Path DATA = Path.of("..", "marigold-api", "src", "test", "conformance");

    private final String folder;

    GoldenCheckpoint(String folder) {
        this.folder = folder;
    }

    /** Returns a folder of the conformance data. */
    static Path path(String name) {
        return DATA.resolve(name);
    }

    /** Opens a file of arrays. */
    static Weights arrays(Path file) {
        try {
            return SafetensorsFile.open(file).weights();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an array of floating-point numbers. */
    static FloatTensor tensor(Weights arrays, String name) {
        try {
            return FloatTensor.wrap(arrays.get(name).shape(), arrays.get(name).readFloats());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return path(folder);
    }

    Checkpoint open() {
        try {
            return Checkpoint.open(directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RgbImage image() {
        try {
            return RgbImage.read(directory().resolve("input.png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Weights arrays() {
        return arrays(directory().resolve("golden.safetensors"));
    }

    boolean has(String name) {
        return arrays().find(name).isPresent();
    }

    FloatTensor tensor(String name) {
        return tensor(arrays(), name);
    }

    long[] integers(String name) {
        try {
            return arrays().get(name).readLongs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether this predicts depth, the only modality that there is an estimator for. */
    boolean isDepth() {
        return this != NORMALS_V1_1 && this != IID_APPEARANCE_V1_1;
    }

    /** Returns the initial latents of the first members. */
    FloatTensor latents(int members) {
        return tensor("init_latents").slice(0, members);
    }

    /** Returns the number of members that {@code prediction_ens} merges. */
    int members() {
        return tensor("init_latents").shape().extent(0);
    }

    /** Returns the number of steps of {@code latent_step_i}, {@code prediction_seed2024} and the ensembles. */
    int steps() {
        return integers("timesteps").length;
    }

    /** Returns the number of steps of {@code prediction_1}. */
    int stepsOfOnePrediction() {
        return this == DEPTH_LCM ? 1 : steps();
    }

    /** Returns the size of the processed picture before it was padded: height, width. */
    int[] processedSize() {
        Shape padded = tensor("preprocessed").shape();
        long[] padding = integers("padding");
        return new int[] {padded.extent(2) - (int) padding[0], padded.extent(3) - (int) padding[1]};
    }

    /** Returns the processing resolution. */
    int resolution() {
        return Math.max(processedSize()[0], processedSize()[1]);
    }

    @Override
    public String toString() {
        return folder;
    }
}
