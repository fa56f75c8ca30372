package dev.marigold.cli.report;

import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;

/** Pieces of Markdown text; names of files cannot break out of their cells. */
final class Markdown {
    private Markdown() {}

    static String row(Collection<String> cells) {
        return cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns the head of a table whose first {@code texts} columns are texts and the others numbers. */
    static String head(int texts, Collection<String> cells) {
        String line = String.join("|", Collections.nCopies(texts, "---")) + "|---:".repeat(cells.size() - texts);
        return row(cells) + "|" + line + "|\n";
    }

    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\r", " ")
                .replace("\n", " ");
    }
}
