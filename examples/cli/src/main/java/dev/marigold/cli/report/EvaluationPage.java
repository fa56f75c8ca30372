package dev.marigold.cli.report;

import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleFailure;
import dev.marigold.evaluation.SampleScore;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is filled into the page of a run. */
record EvaluationPage(
        String subject,
        String dataset,
        String date,
        String evaluated,
        List<Card> cards,
        List<Setting> settings,
        boolean grouped,
        List<Setting> groups,
        List<MetricRow> metrics,
        List<PublishedTable> published,
        StripChart strip,
        Histogram histogram,
        List<Groups.Entry> legend,
        String leading,
        boolean hasExamples,
        List<ExampleView> examples,
        String errorColours,
        String failed,
        List<SampleFailure> failures,
        List<Column> columns,
        List<SampleRow> samples) {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<DepthMetric> CARDS =
            List.of(DepthMetric.ABS_RELATIVE_DIFFERENCE, DepthMetric.DELTA1, DepthMetric.RMSE_LINEAR, DepthMetric.MAE);

    static EvaluationPage of(EvaluationResult result, RunFacts facts, ExampleAlbum album) {
        Groups groups = new Groups(result.groupSizes().keySet());
        DepthMetric leading = ExampleAlbum.leading(result);
        List<ExampleView> examples = album.examples(result).stream()
                .map(example -> ExampleView.of(example, result))
                .toList();
        return new EvaluationPage(
                Subject.of(result),
                facts.dataset(result),
                DATE.format(facts.time()),
                RunFacts.evaluated(result),
                cards(result),
                Setting.of(result.settings()),
                !groups.legend().isEmpty(),
                Setting.of(result.groupSizes()),
                result.metrics().stream()
                        .map(metric -> MetricRow.of(result, metric))
                        .toList(),
                PublishedTable.of(result, facts).stream().toList(),
                StripChart.of(result, leading, groups),
                Histogram.of(result, leading),
                groups.legend(),
                leading.label(),
                !examples.isEmpty(),
                examples,
                ExamplePicture.errorColours(),
                failed(result),
                result.failures(),
                columns(result),
                rows(result));
    }

    private static String failed(EvaluationResult result) {
        int failed = result.failures().size();
        return failed == 0 ? "" : failed + " failed";
    }

    private static List<Card> cards(EvaluationResult result) {
        return CARDS.stream()
                .filter(result.metrics()::contains)
                .limit(3)
                .map(metric -> new Card(
                        metric.label(),
                        MetricFormat.text(metric, result.mean(metric)),
                        MetricFormat.range(metric, result.interval(metric, RunFacts.BOOTSTRAP)),
                        MetricFormat.definition(metric)))
                .toList();
    }

    private static List<Column> columns(EvaluationResult result) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Picture", false));
        columns.add(new Column("Group", false));
        result.metrics()
                .forEach(metric ->
                        columns.add(new Column(StripChart.label(metric) + " " + MetricFormat.arrow(metric), true)));
        Stream.of("Scale", "Shift", "Pixels", "ms").forEach(name -> columns.add(new Column(name, true)));
        return columns;
    }

    private static List<SampleRow> rows(EvaluationResult result) {
        return result.scores().stream().map(score -> row(result, score)).toList();
    }

    private static SampleRow row(EvaluationResult result, SampleScore score) {
        List<String> numbers = new ArrayList<>();
        result.metrics()
                .forEach(metric ->
                        numbers.add(MetricFormat.number(metric, score.scores().get(metric))));
        numbers.add(String.format(Locale.ROOT, "%.4g", score.scale()));
        numbers.add(String.format(Locale.ROOT, "%.4g", score.shift()));
        numbers.add(Integer.toString(score.validPixels()));
        numbers.add(Long.toString(score.milliseconds()));
        return new SampleRow(score.sample(), score.group(), numbers);
    }

    /** A number in large type. */
    record Card(String label, String value, String interval, String definition) {}

    /** The head of a column. */
    record Column(String name, boolean number) {}

    /** A line of the table of all pictures. */
    record SampleRow(String sample, String group, List<String> numbers) {}
}
