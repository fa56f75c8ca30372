package dev.marigold.cli.depth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.image.ImageLimits;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.progress.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DepthRunTest {
    private static final Path PICTURE = Conformance.named("depth-v1-1").picture();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whateverFailsTakesNoOtherPictureAndNoReportAlong() throws IOException {
        Path first = Files.copy(PICTURE, folder.resolve("first.png"));
        Path second = Files.copy(PICTURE, folder.resolve("second.png"));

        int exitCode = run(new FailingEstimator(ArithmeticException::new), List.of(first, second));

        assertThat(exitCode).isEqualTo(1);
        String said = "Internal error, --verbose shows where: java.lang.ArithmeticException";
        assertThat(err.toString(UTF_8).lines())
                .containsExactly("marigold: " + first + ": " + said, "marigold: " + second + ": " + said);
        JsonNode failures = new ObjectMapper()
                .readTree(folder.resolve("report.json").toFile())
                .get("failures");
        assertThat(failures).hasSize(2);
        assertThat(failures.at("/1/message").textValue()).isEqualTo(said);
    }

    @Test
    void aPictureThatIsTooLargeForTheMemoryTakesNoOtherAlong() throws IOException {
        Path first = Files.copy(PICTURE, folder.resolve("first.png"));
        Path second = Files.copy(PICTURE, folder.resolve("second.png"));
        FailingEstimator estimator = new FailingEstimator(() -> {
            throw new OutOfMemoryError("Java heap space");
        });

        int exitCode = run(estimator, List.of(first, second));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines())
                .hasSize(2)
                .first(STRING)
                .isEqualTo("marigold: " + first
                        + ": Out of memory (Java heap space); use a smaller --resolution or --size, fewer --threads,"
                        + " or more heap with java -Xmx");
    }

    @Test
    void badUsageEndsTheRun() {
        FailingEstimator estimator = new FailingEstimator(() -> new UsageException("no"));

        assertThatThrownBy(() -> run(estimator, List.of(PICTURE, PICTURE.resolveSibling("other.png"))))
                .isInstanceOf(UsageException.class);
    }

    private int run(DepthEstimator estimator, List<Path> pictures) throws IOException {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        Console console = new Console(stream, stream, false);
        OutputOptions options = CommandLine.populateCommand(
                new OutputOptions(),
                "--output",
                folder.resolve("out").toString(),
                "--report",
                folder.resolve("report.json").toString());
        DepthOutput output = new DepthOutput(
                options,
                new OutputPlan(options, false, pictures, List.of(), Optional.empty()),
                new MetricOutput(new MetricOptions(), new SpaceOptions(), options.formats()),
                new ReportWriter(new EngineOptions(), Duration.ZERO),
                console);
        DepthInput input = new DepthInput(ImageLimits.defaults(), request -> {}, new Cancellation());
        try (ProgressDisplay progress = new ProgressDisplay(console)) {
            return new DepthRun(estimator, input, output, progress, console).run(pictures);
        }
    }

    private record FailingEstimator(Supplier<RuntimeException> failure) implements DepthEstimator {
        @Override
        public DepthPrediction estimate(DepthRequest request) {
            throw failure.get();
        }

        @Override
        public Checkpoint checkpoint() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration loadTime() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
