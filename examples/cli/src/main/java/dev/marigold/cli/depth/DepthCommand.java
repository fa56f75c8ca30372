package dev.marigold.cli.depth;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.file.OutputFolders;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.cli.option.SamplingOptions;
import dev.marigold.cli.option.Settings;
import dev.marigold.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code marigold depth}: pictures in, depth maps out. */
@Command(
        name = "depth",
        description = "Predicts affine-invariant depth: 0 is near, 1 is far. Prints the names of the files it writes.")
public final class DepthCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "PNG, JPEG, TIFF, GIF or BMP; a failure does not stop the others.")
    private List<Path> images = List.of();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private MetricOptions metric = new MetricOptions();

    @Mixin
    private SpaceOptions space = new SpaceOptions();

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse larger pictures before they are decoded; default: 100 million.")
    private @Nullable Long maxPixels;

    public DepthCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        output.check();
        requireMembersForUncertainty();
        OutputPlan plan = new OutputPlan(
                output,
                space.wantsVertexColors(),
                images,
                Stream.of(request.latentsFile(), metric.knownDepthsFile())
                        .flatMap(Optional::stream)
                        .toList(),
                CheckpointReference.directory(engine.model()));
        ImageLimits limits = imageLimits();
        MetricOutput metres = new MetricOutput(metric, space, output.formats());
        metres.requireFits(images, request);
        metres.requireTold(engine.model());
        DepthEstimator.Builder builder = DepthEstimator.builder();
        engine.applyTo(builder, images.size());
        sampling.applyTo(builder);
        request.applyTo(builder);
        Consumer<DepthRequest.Builder> start = request.readStart();
        try (Interruption interruption = Interruption.watch();
                OutputFolders folders = output.createDirectories();
                ProgressDisplay progress = new ProgressDisplay(console);
                DepthEstimator estimator =
                        Settings.open(builder.progress(progress).cancellation(interruption.cancellation()))) {
            folders.deleteLeftovers();
            metres.complete(estimator.checkpoint());
            DepthInput input = new DepthInput(limits, start, interruption.cancellation());
            ReportWriter report = new ReportWriter(engine, estimator.loadTime());
            DepthOutput files = new DepthOutput(output, plan, metres, report, console);
            return new DepthRun(estimator, input, files, progress, console).run(images);
        }
    }

    private ImageLimits imageLimits() {
        ImageLimits[] limits = {ImageLimits.defaults()};
        Settings.set("--max-pixels", maxPixels, pixels -> limits[0] = ImageLimits.ofMaxPixels(pixels));
        return limits[0];
    }

    private void requireMembersForUncertainty() {
        if (output.wantsUncertainty() && sampling.ensembleSize() < 2) {
            throw new UsageException(
                    "--uncertainty needs --ensemble-size of at least 2, got " + sampling.ensembleSize());
        }
    }
}
