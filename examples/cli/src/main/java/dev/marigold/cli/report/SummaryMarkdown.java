package dev.marigold.cli.report;

import dev.marigold.cli.text.Markdown;
import dev.marigold.evaluation.SampleFailure;
import java.util.ArrayList;
import java.util.List;

/** A run as a page of Markdown. */
final class SummaryMarkdown {
    private SummaryMarkdown() {}

    static String of(EvaluationPage page) {
        EvaluationPage.Head head = page.head();
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(Markdown.escape(head.subject() + " on " + head.dataset()))
                .append("\n\n");
        text.append(head.date()).append("; ").append(head.evaluated()).append(".\n\n");
        metrics(text, page.numbers());
        page.numbers().published().forEach(table -> published(text, table));
        failures(text, page.all().failures());
        text.append("\n## Settings\n\n").append(Markdown.head(2, List.of("key", "value")));
        head.settings().forEach(setting -> text.append(Markdown.row(List.of(setting.key(), setting.value()))));
        return text.toString();
    }

    private static void metrics(StringBuilder text, EvaluationPage.Numbers numbers) {
        List<String> head = new ArrayList<>(List.of("metric", "mean", "95 % interval", "median"));
        if (numbers.grouped()) {
            head.add("mean over groups");
            head.add("95 % interval");
            numbers.groups().forEach(group -> head.add(group.key() + " (" + group.value() + ")"));
        }
        text.append(Markdown.head(1, head));
        for (MetricRow metric : numbers.metrics()) {
            List<String> row =
                    new ArrayList<>(List.of(metric.title(), metric.mean(), metric.interval(), metric.median()));
            if (numbers.grouped()) {
                row.add(metric.overGroups());
                row.add(metric.overGroupsInterval());
                row.addAll(metric.groups());
            }
            text.append(Markdown.row(row));
        }
    }

    private static void published(StringBuilder text, PublishedTable table) {
        text.append("\n## Beside what was published\n\n");
        table.caveats()
                .forEach(
                        caveat -> text.append("Not comparable: ").append(caveat).append(".\n\n"));
        text.append(Markdown.head(2, List.of("method", "source", "AbsRel, % ↓", "δ1, % ↑")));
        table.rows()
                .forEach(row ->
                        text.append(Markdown.row(List.of(row.method(), row.source(), row.absRel(), row.delta1()))));
    }

    private static void failures(StringBuilder text, List<SampleFailure> failures) {
        if (failures.isEmpty()) {
            return;
        }
        text.append("\n## Failed\n\n").append(Markdown.head(2, List.of("picture", "reason")));
        failures.forEach(failure -> text.append(Markdown.row(List.of(failure.sample(), failure.reason()))));
    }
}
