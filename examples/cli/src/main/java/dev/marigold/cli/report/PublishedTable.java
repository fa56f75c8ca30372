package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.PublishedResult;
import dev.marigold.evaluation.PublishedResults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run among what others published for the same data set.
 *
 * @param caveats why the numbers must not be compared; empty if they may
 */
record PublishedTable(List<Row> rows, List<String> caveats) {
    /** Returns the table; empty if nothing is published for the data set, or the run lacks the metrics. */
    static Optional<PublishedTable> of(EvaluationResult result, RunFacts facts) {
        List<PublishedResult> published =
                facts.layout().map(layout -> PublishedResults.of(layout.id())).orElse(List.of());
        if (published.isEmpty() || !result.metrics().contains(DepthMetric.ABS_RELATIVE_DIFFERENCE)) {
            return Optional.empty();
        }
        List<Ranked> ranked = new ArrayList<>();
        published.forEach(entry -> ranked.add(new Ranked(entry.absRel(), row(entry))));
        double absRel = result.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE);
        double delta1 = result.mean(DepthMetric.DELTA1);
        ranked.add(new Ranked(
                absRel,
                new Row(
                        "This run: " + Subject.of(result),
                        "",
                        MetricFormat.number(DepthMetric.ABS_RELATIVE_DIFFERENCE, absRel),
                        MetricFormat.number(DepthMetric.DELTA1, delta1),
                        "measured",
                        true)));
        ranked.sort(Comparator.comparingDouble(Ranked::absRel));
        return Optional.of(new PublishedTable(
                ranked.stream().map(Ranked::row).toList(),
                caveats(result, facts.layout().orElseThrow())));
    }

    private static Row row(PublishedResult entry) {
        return new Row(
                entry.method(),
                entry.training(),
                percentage(entry.absRel()),
                entry.delta1().isPresent() ? percentage(entry.delta1().getAsDouble()) : "–",
                entry.source().description(),
                false);
    }

    /** Papers print one decimal; a second one would be made up. */
    private static String percentage(double fraction) {
        return String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }

    private static List<String> caveats(EvaluationResult result, PublishedLayout layout) {
        List<String> caveats = new ArrayList<>();
        int published = layout.publishedSamples().orElse(0);
        if (result.scores().size() != published) {
            caveats.add("this run covers " + result.scores().size() + " pictures, the published numbers are means over "
                    + published);
        }
        String alignment = result.settings().getOrDefault("alignment", "");
        if (!alignment.equals(AlignmentMode.LEAST_SQUARES.id())) {
            caveats.add("this run was aligned with " + alignment + ", the published numbers with "
                    + AlignmentMode.LEAST_SQUARES.id());
        }
        String area = result.settings().getOrDefault("dataset.valid_area", "");
        if (!area.isEmpty() && !area.equals(layout.validArea().name())) {
            caveats.add("this run counts the area " + area + ", the published numbers " + layout.validArea());
        }
        return caveats;
    }

    private record Ranked(double absRel, Row row) {}

    /**
     * A system.
     *
     * @param training pictures it was trained on, real / synthetic
     * @param own whether it is the run of the report
     */
    record Row(String method, String training, String absRel, String delta1, String source, boolean own) {}
}
