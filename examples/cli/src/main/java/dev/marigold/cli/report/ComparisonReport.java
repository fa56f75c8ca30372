package dev.marigold.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.text.Markdown;
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
        List<PairedComparison> comparisons = metrics.stream()
                .map(metric -> PairedComparison.of(a, b, metric, RunFacts.BOOTSTRAP))
                .toList();
        return new ComparisonReport(
                ComparisonPage.Side.of("A", first, a), ComparisonPage.Side.of("B", second, b), comparisons);
    }

    /** Writes {@code comparison.md}, {@code comparison.json} and {@code comparison.html} and returns their paths. */
    public List<Path> write(Path folder, Instant time) throws IOException {
        ComparisonPage page = ComparisonPage.of(first, second, comparisons, time);
        return List.of(
                OutputFile.write(folder.resolve("comparison.md"), markdown(page)),
                OutputFile.write(folder.resolve("comparison.json"), json()),
                OutputFile.write(folder.resolve("comparison.html"), Template.fill("comparison.html", page)));
    }

    private static String markdown(ComparisonPage page) {
        StringBuilder text = new StringBuilder();
        text.append("# A against B on ").append(Markdown.escape(page.dataset())).append("\n\n");
        for (ComparisonPage.Side side : List.of(page.first(), page.second())) {
            text.append("- ").append(side.name()).append(": ");
            text.append(Markdown.escape(side.subject() + ", " + side.folder())).append('\n');
        }
        text.append('\n').append(page.verdict()).append("\n\n");
        page.caveats().forEach(caveat -> text.append("Note: ").append(caveat).append(".\n\n"));
        text.append(Markdown.head(1, List.of("metric", "A", "B", "B − A", "95 % interval", "B wins", "verdict")));
        for (ComparisonRow row : page.metrics()) {
            text.append(Markdown.row(List.of(
                    row.title(),
                    row.first(),
                    row.second(),
                    row.difference(),
                    row.interval(),
                    row.winRate(),
                    row.verdict())));
        }
        return text.toString();
    }

    private String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("format", 1).put("first", first.folder()).put("second", second.folder());
        PairedComparison any = comparisons.get(0);
        root.put("samples", any.samples()).put("onlyFirst", any.onlyFirst()).put("onlySecond", any.onlySecond());
        root.put("confidence", RunFacts.BOOTSTRAP.level());
        ObjectNode metrics = root.putObject("metrics");
        for (PairedComparison comparison : comparisons) {
            ObjectNode node = metrics.putObject(comparison.metric().id());
            node.put("first", comparison.firstMean()).put("second", comparison.secondMean());
            SummaryJson.put(node.putObject("difference"), comparison.difference());
            node.put("firstWins", comparison.firstWins()).put("secondWins", comparison.secondWins());
            node.put("significant", comparison.isSignificant());
        }
        return root.toPrettyString() + "\n";
    }
}
