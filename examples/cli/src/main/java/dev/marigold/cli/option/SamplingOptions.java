package dev.marigold.cli.option;

import dev.marigold.DepthEstimator;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.EvaluationProtocol;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say how a map is computed. */
public final class SamplingOptions {
    @Option(
            names = "--scheduler",
            paramLabel = "ID",
            description = "ddim, ddpm or lcm; default: what the checkpoint names.")
    private @Nullable String scheduler;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps; default: the checkpoint's.")
    private @Nullable Integer steps;

    @Option(names = "--ensemble-size", paramLabel = "E", description = "Predictions to merge into one; default: 1.")
    private @Nullable Integer ensembleSize;

    @Option(
            names = "--ensembler",
            paramLabel = "ID",
            description = "How they are merged: least-squares, reference, median or mean; default: least-squares.")
    private @Nullable String ensembler;

    @Option(
            names = "--resolution",
            paramLabel = "R",
            description = "Longer edge while processing, in pixels; 0: as the picture is; default: the checkpoint's.")
    private @Nullable Integer resolution;

    @Mixin
    private SamplingDetails details = new SamplingDetails();

    public int ensembleSize() {
        return ensembleSize == null ? 1 : ensembleSize;
    }

    /** Fills in what the user left open from published settings. */
    public void preset(EvaluationProtocol protocol, Optional<PublishedLayout> layout) {
        steps = steps == null ? Integer.valueOf(protocol.steps()) : steps;
        ensembleSize = ensembleSize == null ? Integer.valueOf(protocol.ensembleSize()) : ensembleSize;
        if (resolution == null && layout.isPresent()) {
            layout.get().processingResolution().ifPresent(published -> resolution = published);
        }
    }

    /** Adds what decides on predictions and an estimator does not tell. */
    public void describe(Map<String, String> settings) {
        details.describe(settings);
    }

    public void applyTo(DepthEstimator.Builder builder) {
        Settings.set("--scheduler", scheduler, builder::scheduler);
        Settings.set("--steps", steps, builder::steps);
        Settings.set("--ensemble-size", ensembleSize, builder::ensembleSize);
        Settings.set("--ensembler", ensembler, builder::ensembler);
        Settings.set("--resolution", resolution, builder::processingResolution);
        details.applyTo(builder);
    }
}
