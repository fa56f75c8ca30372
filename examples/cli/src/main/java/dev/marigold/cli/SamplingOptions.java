package dev.marigold.cli;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.EvaluationProtocol;
import dev.marigold.image.ResampleMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private @Nullable Integer ensembleSize;

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
        return ensembleSize == null ? 1 : ensembleSize;
    }

    /** Fills in what the user left open from published settings. */
    void preset(EvaluationProtocol protocol, Optional<PublishedLayout> layout) {
        steps = steps == null ? Integer.valueOf(protocol.steps()) : steps;
        ensembleSize = ensembleSize == null ? Integer.valueOf(protocol.ensembleSize()) : ensembleSize;
        if (resolution == null && layout.isPresent()) {
            layout.get().processingResolution().ifPresent(published -> resolution = published);
        }
    }

    /** Adds what decides on predictions; how many are computed at once does not. */
    void describe(Map<String, String> settings, Checkpoint checkpoint) {
        PipelineConfig defaults = checkpoint.pipeline();
        settings.put("scheduler", scheduler == null ? checkpoint.scheduler().className() : scheduler);
        schedulerOptions.forEach((key, value) -> settings.put("scheduler." + key, value));
        settings.put("steps", chosen(steps, defaults.defaultSteps()));
        settings.put("ensemble_size", Integer.toString(ensembleSize()));
        settings.put("ensembler", ensembler == null ? "default" : ensembler);
        settings.put("resolution", chosen(resolution, defaults.defaultProcessingResolution()));
        settings.put("resample", resample.id());
    }

    private static String chosen(@Nullable Integer option, OptionalInt ofCheckpoint) {
        return option == null ? Integer.toString(ofCheckpoint.orElseThrow()) : option.toString();
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
