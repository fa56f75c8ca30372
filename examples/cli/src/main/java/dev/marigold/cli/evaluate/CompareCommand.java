package dev.marigold.cli.evaluate;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.report.ComparisonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code marigold compare}: two evaluations of the same pictures side by side. */
@Command(
        name = "compare",
        description = "Says whether one of two evaluations of the same pictures is better, or only looks so."
                + " Prints the names of the files it writes.")
public final class CompareCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Two directories that evaluate wrote, called A and B, or a per_sample_metrics.csv each.")
    private List<Path> runs = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Directory for the comparison, made if absent.")
    private Path output = Path.of("");

    public CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (runs.size() != 2) {
            throw new UsageException("compare needs two RUNs, got " + runs.size());
        }
        ComparisonReport report = ComparisonReport.of(runs.get(0), runs.get(1));
        Files.createDirectories(output);
        report.write(output, Instant.now()).forEach(console.out()::println);
        return 0;
    }
}
