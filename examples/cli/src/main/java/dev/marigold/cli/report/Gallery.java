package dev.marigold.cli.report;

import dev.marigold.evaluation.EvaluationResult;
import java.util.List;

/**
 * The pictures that a page shows.
 *
 * @param errorColours style of the legend of errors
 */
record Gallery(List<ExampleView> examples, String errorColours) {
    /** Returns the gallery; empty if there is nothing to show. */
    static List<Gallery> of(EvaluationResult result, ExampleAlbum album) {
        List<ExampleView> examples = album.examples(result).stream()
                .map(example -> ExampleView.of(example, result))
                .toList();
        return examples.isEmpty() ? List.of() : List.of(new Gallery(examples, ExamplePicture.errorColours()));
    }
}
