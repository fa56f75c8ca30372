package dev.marigold.cli.report;

import dev.marigold.cli.file.OutputFile;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.PairedComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two runs on the same pictures, for people and for other programs. */
public final class ComparisonReport {
    private final ComparisonPage.Side first;
    private final ComparisonPage.Side second;
    private final List<PairedComparison> comparisons;

    private ComparisonReport(
            ComparisonPage.Side first, ComparisonPage.Side second, List<PairedComparison> comparisons) {
        this.first = first;
        this.second = second;
        this.comparisons = comparisons;
    }

    /**
     * Compares two runs by every metric that both have.
     *
     * @param first folder of the run that is called A
     * @param second folder of the run that is called B
     * @throws IOException if a run cannot be read
     * @throws IllegalArgumentException if they have no picture or no metric in common
     */
    public static ComparisonReport of(Path first, Path second) throws IOException {
        EvaluationResult a = EvaluationResult.read(first);
        EvaluationResult b = EvaluationResult.read(second);
        List<DepthMetric> metrics = new ArrayList<>(a.metrics());
        metrics.retainAll(b.metrics());
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException(
                    "runs must have metrics in common, got " + a.metrics() + " and " + b.metrics());
        }
        if (!PairedComparison.arePaired(a, b)) {
            throw new IllegalArgumentException(first + " and " + second + " must have pictures in common, got "
                    + counted(a) + " and " + counted(b));
        }
        List<PairedComparison> comparisons = metrics.stream()
                .map(metric -> PairedComparison.of(a, b, metric, RunFacts.BOOTSTRAP))
                .toList();
        return new ComparisonReport(
                ComparisonPage.Side.of("A", first, a), ComparisonPage.Side.of("B", second, b), comparisons);
    }

    private static String counted(EvaluationResult run) {
        return run.scores().size() + " judged and " + run.failures().size() + " failed";
    }

    /** Writes {@code comparison.md}, {@code comparison.json} and {@code comparison.html} and returns their paths. */
    public List<Path> write(Path folder, Instant time) throws IOException {
        ComparisonPage page = ComparisonPage.of(first, second, comparisons, time);
        return List.of(
                OutputFile.write(folder.resolve("comparison.md"), ComparisonMarkdown.of(page)),
                OutputFile.write(folder.resolve("comparison.json"), ComparisonJson.of(page, comparisons)),
                OutputFile.write(folder.resolve("comparison.html"), Template.fill("comparison.html", page)));
    }
}
