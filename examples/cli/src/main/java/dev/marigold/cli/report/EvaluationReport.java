package dev.marigold.cli.report;

import dev.marigold.cli.file.OutputFile;
import dev.marigold.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of a run for people and for other programs.
 *
 * @param result what was found out
 * @param facts what it is about
 * @param album pictures to show
 */
public record EvaluationReport(EvaluationResult result, RunFacts facts, ExampleAlbum album) {
    /** Writes {@code summary.md}, {@code summary.json} and {@code report.html} and returns their paths. */
    public List<Path> write(Path folder) throws IOException {
        EvaluationPage page = EvaluationPage.of(result, facts, album);
        return List.of(
                OutputFile.write(folder.resolve("summary.md"), SummaryMarkdown.of(page)),
                OutputFile.write(folder.resolve("summary.json"), SummaryJson.of(result, facts)),
                OutputFile.write(folder.resolve("report.html"), Template.fill("evaluation.html", page)));
    }
}
