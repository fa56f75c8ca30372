package dev.marigold.cli.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Markdown text; names of files cannot break out of their cells. */
public final class Markdown {
    private Markdown() {}

    /** Returns a row of a table. */
    public static String row(Collection<String> cells) {
        return cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns the head of a table whose first {@code texts} columns are texts and the others numbers. */
    public static String head(int texts, Collection<String> cells) {
        List<String> rules = new ArrayList<>(Collections.nCopies(texts, "---"));
        rules.addAll(Collections.nCopies(cells.size() - texts, "---:"));
        return row(cells) + "|" + String.join("|", rules) + "|\n";
    }

    /** Returns a text of one line that means nothing but itself in a table or a heading. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\r", " ")
                .replace("\n", " ");
    }
}
