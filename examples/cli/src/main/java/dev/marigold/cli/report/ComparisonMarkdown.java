package dev.marigold.cli.report;

import dev.marigold.cli.text.Markdown;
import java.util.List;

/** Two runs as Markdown. */
final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    static String of(ComparisonPage page) {
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
        String metric = page.metrics().get(0).title();
        pictures(text, "Where B gains most, " + metric, page.gains());
        pictures(text, "Where B loses most, " + metric, page.losses());
        differences(text, page.differences());
        return text.toString();
    }

    private static void pictures(StringBuilder text, String title, List<ComparisonPage.PairRow> pictures) {
        text.append("\n## ").append(title).append("\n\n");
        if (pictures.isEmpty()) {
            text.append("Nowhere.\n");
            return;
        }
        text.append(Markdown.head(1, List.of("picture", "A", "B", "B − A")));
        pictures.forEach(picture -> text.append(
                Markdown.row(List.of(picture.sample(), picture.first(), picture.second(), picture.difference()))));
    }

    private static void differences(StringBuilder text, List<ComparisonPage.Difference> differences) {
        text.append("\n## What the runs do not share\n\n");
        if (differences.isEmpty()) {
            text.append("All settings are the same.\n");
            return;
        }
        text.append(Markdown.head(3, List.of("setting", "A", "B")));
        differences.forEach(difference ->
                text.append(Markdown.row(List.of(difference.key(), difference.first(), difference.second()))));
    }
}
