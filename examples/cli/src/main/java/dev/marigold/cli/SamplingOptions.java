package dev.marigold.cli;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weight;
import dev.marigold.image.OutputSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how a map is computed. */
final class SamplingOptions {
    @Option(
            names = "--scheduler",
            paramLabel = "ID",
            description = "ddim, ddpm or lcm; default: what the checkpoint names.")
    private @Nullable String scheduler;

    @Option(
            names = "--scheduler-option",
            paramLabel = "KEY=VALUE",
            description =
                    "Replaces a key of scheduler_config.json, such as timestep_spacing=trailing; may be repeated.")
    private Map<String, String> schedulerOptions = new LinkedHashMap<>();

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps; default: the checkpoint's.")
    private @Nullable Integer steps;

    @Option(names = "--ensemble-size", paramLabel = "E", description = "Predictions to merge into one; default: 1.")
    private int ensembleSize = 1;

    @Option(
            names = "--ensembler",
            paramLabel = "ID",
            description = "How they are merged: least-squares, reference, median or mean; default: least-squares.")
    private @Nullable String ensembler;

    @Option(names = "--batch-size", paramLabel = "B", description = "Predictions computed at once; default: 1.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--resolution",
            paramLabel = "R",
            description = "Longer edge while processing, in pixels; 0: as the picture is; default: the checkpoint's.")
    private @Nullable Integer resolution;

    @Option(
            names = "--resample",
            paramLabel = "NAME",
            converter = Converters.ToResampleMode.class,
            description =
                    "How pictures and maps are resized: bilinear, bicubic, area, nearest or nearest-exact; default:"
                            + " bilinear.")
    private ResampleMode resample = ResampleMode.BILINEAR;

    @Option(names = "--no-match-input", description = "Leave the map at the size it was computed at.")
    private boolean processingSize;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default: 2024.")
    private @Nullable Long seed;

    @Option(
            names = "--latents",
            paramLabel = "FILE",
            description = "safetensors file with a tensor 'latents' [E, 4, h, w] that replaces the random start.")
    private @Nullable Path latents;

    /** Returns whether maps have the size of their pictures. */
    boolean matchesInput() {
        return !processingSize;
    }

    int ensembleSize() {
        return ensembleSize;
    }

    void applyTo(DepthEstimator.Builder builder) {
        Settings.set("--scheduler", scheduler, builder::scheduler);
        schedulerOptions.forEach((key, value) -> builder.schedulerOption(key, SchedulerValue.parse(value)));
        Settings.set("--steps", steps, builder::steps);
        Settings.set("--ensemble-size", ensembleSize, builder::ensembleSize);
        Settings.set("--ensembler", ensembler, builder::ensembler);
        Settings.set("--batch-size", batchSize, builder::batchSize);
        Settings.set("--resolution", resolution, builder::processingResolution);
        builder.inputResampling(resample).outputResampling(resample);
        builder.outputSize(processingSize ? OutputSize.PROCESSING : OutputSize.INPUT);
        // Not the request's: beside given latents, it is still the seed of what a scheduler draws in its steps.
        Settings.set("--seed", seed, builder::seed);
    }

    /** Reads the given start; empty if it is to be drawn. */
    Optional<FloatTensor> readLatents() throws IOException {
        if (latents == null) {
            return Optional.empty();
        }
        Weight stored = SafetensorsFile.open(latents).weights().get("latents");
        if (!stored.dtype().isFloatingPoint()) {
            throw new RequestFailedException(
                    "Tensor 'latents' of " + latents + " must hold floating-point numbers, got " + stored.dtype());
        }
        return Optional.of(FloatTensor.wrap(stored.shape(), stored.readFloats()));
    }
}
