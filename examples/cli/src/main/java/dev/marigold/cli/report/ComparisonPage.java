package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.PairedComparison;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What is filled into the page of two runs. */
record ComparisonPage(
        Side first,
        Side second,
        String dataset,
        String date,
        String verdict,
        List<String> caveats,
        List<ComparisonRow> metrics,
        String leading,
        Charts charts,
        List<PairRow> gains,
        List<PairRow> losses,
        List<Difference> differences,
        List<PairRow> pairs) {
    private static final int ENOUGH = 20;

    /** Settings that decide on what numbers mean. */
    private static final List<String> MEASURE = List.of(
            "dataset.list",
            "dataset.rows",
            "dataset.range",
            "dataset.valid_area",
            "dataset.crop",
            "alignment",
            "alignment.max_resolution",
            "size_mismatch");

    static ComparisonPage of(Side first, Side second, List<PairedComparison> comparisons, Instant time) {
        PairedComparison main = comparisons.get(0);
        Pairs pairs = Pairs.of(first.result(), second.result(), main.metric());
        Pairs drawn = pairs.complete();
        Groups groups = new Groups(first.result().groupSizes().keySet());
        return new ComparisonPage(
                first,
                second,
                first.result().settings().getOrDefault("dataset", "unknown data"),
                EvaluationPage.DATE.format(time),
                verdict(main),
                caveats(main, first.result(), second.result()),
                comparisons.stream().map(ComparisonRow::of).toList(),
                main.metric().label(),
                new Charts(
                        StripChart.label(main.metric()),
                        ScatterChart.of(drawn, groups),
                        GainChart.of(drawn),
                        groups.legend()),
                rows(pairs, pairs.gains()),
                rows(pairs, pairs.losses()),
                differences(first.result().settings(), second.result().settings()),
                rows(pairs, pairs.all()));
    }

    private static String verdict(PairedComparison main) {
        ComparisonRow row = ComparisonRow.of(main);
        String numbers = main.metric().label() + " " + MetricFormat.text(main.metric(), main.firstMean()) + " → "
                + MetricFormat.text(main.metric(), main.secondMean()) + ", difference " + row.difference() + " ("
                + row.interval() + "); B is better on " + main.secondWins() + " of " + main.samples() + " pictures";
        return switch (row.kind()) {
            case "better" -> "B is better than A: " + numbers + ".";
            case "worse" -> "A is better than B: " + numbers + ".";
            default -> "These pictures do not tell A and B apart: " + numbers + ".";
        };
    }

    private static List<String> caveats(PairedComparison main, EvaluationResult first, EvaluationResult second) {
        List<String> caveats = new ArrayList<>();
        if (main.onlyFirst() + main.onlySecond() > 0) {
            caveats.add("compared on the " + main.samples() + " pictures that both have; " + main.onlyFirst()
                    + " are in A only, " + main.onlySecond() + " in B only");
        }
        if (main.samples() < ENOUGH) {
            caveats.add("with fewer than " + ENOUGH + " pictures intervals are too narrow to tell runs apart");
        }
        for (String key : MEASURE) {
            if (!Objects.equals(first.settings().get(key), second.settings().get(key))) {
                caveats.add("the runs differ in " + key + ", so the numbers may not mean the same");
            }
        }
        return caveats;
    }

    private static List<Difference> differences(Map<String, String> first, Map<String, String> second) {
        TreeSet<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(first.get(key), second.get(key)))
                .map(key -> new Difference(key, first.getOrDefault(key, "–"), second.getOrDefault(key, "–")))
                .toList();
    }

    private static List<PairRow> rows(Pairs pairs, List<Pairs.Pair> chosen) {
        DepthMetric metric = pairs.metric();
        return chosen.stream()
                .map(pair -> new PairRow(
                        pair.sample(),
                        pair.group(),
                        MetricFormat.number(metric, pair.first()),
                        MetricFormat.number(metric, pair.second()),
                        MetricFormat.difference(metric, pair.second() - pair.first()),
                        pairs.gain(pair) > 0 ? "better" : pairs.gain(pair) < 0 ? "worse" : ""))
                .toList();
    }

    /**
     * One of the two runs.
     *
     * @param name A or B
     */
    record Side(String name, String subject, String folder, EvaluationResult result) {
        static Side of(String name, Path folder, EvaluationResult result) {
            return new Side(name, Subject.of(result), folder.toString(), result);
        }
    }

    /** The charts of the leading metric. */
    record Charts(String metric, ScatterChart scatter, GainChart gain, List<Groups.Entry> legend) {}

    /** A setting that the runs do not share. */
    record Difference(String key, String first, String second) {}

    /** A picture of both runs. */
    record PairRow(String sample, String group, String first, String second, String difference, String kind) {}
}
