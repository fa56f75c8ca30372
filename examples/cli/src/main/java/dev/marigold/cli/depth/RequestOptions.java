package dev.marigold.cli.depth;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weight;
import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Settings;
import dev.marigold.image.OutputSize;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what a prediction starts from and how large its map is. */
final class RequestOptions {
    @Option(names = "--no-match-input", description = "Leave the map at the size it was computed at.")
    private boolean processingSize;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default: 2024.")
    private @Nullable Long seed;

    @Option(
            names = "--latents",
            paramLabel = "FILE",
            description = "safetensors file with a tensor 'latents' [E, C, h, w] that replaces the random start; C: the"
                    + " checkpoint's latent channels, 4 for published ones, 16 for the bundled one.")
    private @Nullable Path latents;

    @Option(
            names = "--zero-latents",
            description = "Start from zeros in place of noise, as checkpoints fine-tuned end to end want it.")
    private boolean zeroLatents;

    /** Returns whether maps have the size of their pictures. */
    boolean matchesInput() {
        return !processingSize;
    }

    /** Returns the file that latents are read from. */
    Optional<Path> latentsFile() {
        return Optional.ofNullable(latents);
    }

    void applyTo(DepthEstimator.Builder builder) {
        builder.outputSize(processingSize ? OutputSize.PROCESSING : OutputSize.INPUT);
        // Beside given latents, it is still the seed of what a scheduler draws in its steps.
        Settings.set("--seed", seed, builder::seed);
    }

    /**
     * Returns what tells a request where to start, after reading it from its file.
     *
     * @throws UsageException if options contradict each other
     */
    Consumer<DepthRequest.Builder> readStart() throws IOException {
        if (zeroLatents) {
            if (latents != null || seed != null) {
                throw new UsageException(
                        (latents != null ? "--latents" : "--seed") + " and --zero-latents exclude each other");
            }
            return DepthRequest.Builder::zeroLatents;
        }
        if (latents == null) {
            if (seed == null) {
                return request -> {};
            }
            long start = seed;
            return request -> request.seed(start);
        }
        FloatTensor read = read(latents);
        return request -> request.latents(read);
    }

    private static FloatTensor read(Path latents) throws IOException {
        if (Files.isDirectory(latents)) {
            throw new RequestFailedException(latents + " must be a safetensors file, got a directory");
        }
        Weight stored = SafetensorsFile.open(latents).weights().get("latents");
        if (!stored.dtype().isFloatingPoint()) {
            throw new RequestFailedException(
                    "Tensor 'latents' of " + latents + " must hold floating-point numbers, got " + stored.dtype());
        }
        FloatTensor read = FloatTensor.wrap(stored.shape(), stored.readFloats());
        try {
            // Of any picture: whether the shape is that of a picture's latents, its own request says.
            DepthRequest.builder(RgbImage.ofRgb(1, 1, new byte[3])).latents(read);
        } catch (IllegalArgumentException e) {
            throw new RequestFailedException(latents + ": " + e.getMessage(), e);
        }
        return read;
    }
}
