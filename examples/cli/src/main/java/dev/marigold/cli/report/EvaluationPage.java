package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What is filled into the page of a run.
 *
 * @param leading label of the metric that charts and examples are about
 */
record EvaluationPage(
        Head head, Numbers numbers, String leading, Charts charts, List<Gallery> gallery, SampleTable all) {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<DepthMetric> CARDS =
            List.of(DepthMetric.ABS_RELATIVE_DIFFERENCE, DepthMetric.DELTA1, DepthMetric.RMSE_LINEAR, DepthMetric.MAE);
    private static final int MOST_CARDS = 3;

    static EvaluationPage of(EvaluationResult result, RunFacts facts, ExampleAlbum album) {
        DepthMetric leading = ExampleAlbum.leading(result);
        Groups groups = new Groups(result.groupSizes().keySet());
        return new EvaluationPage(
                Head.of(result, facts),
                Numbers.of(result, facts, groups),
                leading.label(),
                new Charts(StripChart.of(result, leading, groups), Histogram.of(result, leading), groups.legend()),
                Gallery.of(result, album),
                SampleTable.of(result));
    }

    /**
     * The top of the page.
     *
     * @param failed how many pictures failed, in words; empty if none did
     */
    record Head(String subject, String dataset, String date, String evaluated, String failed, List<Setting> settings) {
        private static Head of(EvaluationResult result, RunFacts facts) {
            int failed = result.failures().size();
            return new Head(
                    Subject.of(result),
                    facts.dataset(result),
                    DATE.format(facts.time()),
                    RunFacts.evaluated(result),
                    failed == 0 ? "" : failed + " failed",
                    Setting.of(result.settings()));
        }
    }

    /**
     * Means over pictures.
     *
     * @param grouped whether there is more than one group
     * @param groups names and numbers of pictures
     * @param published empty or one table
     */
    record Numbers(
            List<Card> cards,
            List<MetricRow> metrics,
            boolean grouped,
            List<Setting> groups,
            List<PublishedTable> published) {
        private static Numbers of(EvaluationResult result, RunFacts facts, Groups groups) {
            return new Numbers(
                    CARDS.stream()
                            .filter(result.metrics()::contains)
                            .limit(MOST_CARDS)
                            .map(metric -> Card.of(result, metric))
                            .toList(),
                    result.metrics().stream()
                            .map(metric -> MetricRow.of(result, metric))
                            .toList(),
                    !groups.legend().isEmpty(),
                    Setting.of(result.groupSizes()),
                    PublishedTable.of(result, facts).stream().toList());
        }
    }

    /** A number in large type. */
    record Card(String label, String value, String interval, String definition) {
        private static Card of(EvaluationResult result, DepthMetric metric) {
            return new Card(
                    metric.label(),
                    MetricFormat.text(metric, result.mean(metric)),
                    MetricFormat.range(metric, result.interval(metric, RunFacts.BOOTSTRAP)),
                    MetricFormat.definition(metric));
        }
    }

    /** The charts of the leading metric. */
    record Charts(StripChart strip, Histogram histogram, List<Groups.Entry> legend) {}
}
