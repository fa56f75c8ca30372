package dev.marigold.cli;

import dev.marigold.DepthEstimator;
import dev.marigold.image.ResampleMode;
import java.util.LinkedHashMap;
import java.util.Map;
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
    }
}
