package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleFailure;
import dev.marigold.evaluation.SampleScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every picture of a run, those that failed apart. */
record SampleTable(List<Column> columns, List<Row> rows, List<SampleFailure> failures) {
    static SampleTable of(EvaluationResult result) {
        return new SampleTable(
                columns(result),
                result.scores().stream().map(score -> row(result, score)).toList(),
                result.failures());
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

    private static Row row(EvaluationResult result, SampleScore score) {
        List<String> numbers = new ArrayList<>();
        result.metrics()
                .forEach(metric ->
                        numbers.add(MetricFormat.number(metric, score.scores().get(metric))));
        numbers.add(String.format(Locale.ROOT, "%.4g", score.scale()));
        numbers.add(String.format(Locale.ROOT, "%.4g", score.shift()));
        numbers.add(Integer.toString(score.validPixels()));
        numbers.add(Long.toString(score.milliseconds()));
        return new Row(score.sample(), score.group(), numbers);
    }

    /** The head of a column. */
    record Column(String name, boolean number) {}

    /** A picture. */
    record Row(String sample, String group, List<String> numbers) {}
}
