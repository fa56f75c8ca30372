package dev.marigold.cli.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads YAML together with the lines of its values: one document, in which every value is written out where it stands. */
final class YamlFile {
    /** Where the parser was, and the line with a mark below. */
    private static final Pattern PLACE =
            Pattern.compile("\\s*in 'reader', line (\\d+), column \\d+:\\n[^\\n]*\\n\\s*\\^\\s*");

    private final Path file;
    private final YAMLParser parser;

    private YamlFile(Path file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads the mapping that a file consists of.
     *
     * @throws IOException if the file cannot be read
     * @throws UsageException if it is not YAML, holds something else than one mapping, a key twice or without a value, or an alias
     */
    static Section read(Path file) throws IOException {
        try (YAMLParser parser = new YAMLFactory().createParser(text(file))) {
            YamlFile yaml = new YamlFile(file, parser);
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UsageException(file + " must be a mapping from keys to values");
            }
            Section whole = new Section(file, "", (Node.Mapping) yaml.node("", yaml.line()));
            if (parser.nextToken() != null) {
                throw new UsageException(
                        file + " line " + yaml.line() + ": settings must be one document, got another");
            }
            return whole;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UsageException(file + " " + problem(e.getOriginalMessage(), line), e);
        }
    }

    /** Returns the last place that the parser names, which is where it stopped, and what it says without places and excerpts. */
    private static String problem(String message, int otherwise) {
        String line = PLACE.matcher(message)
                .results()
                .reduce((first, second) -> second)
                .map(last -> last.group(1))
                .orElse(Integer.toString(otherwise));
        return "line " + line + ": "
                + PLACE.matcher(message).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " must be a file of settings, got a directory");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UsageException(file + " must be text in UTF-8, got something else", e);
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /**
     * Returns the value at hand.
     *
     * @param path its keys, from the root on
     * @param line of its key if it has one
     */
    private Node node(String path, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            throw refuse(path, line, "be written out, got the alias '*" + parser.getText() + "'");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Node.Mapping(line, entries(path));
            case START_ARRAY -> new Node.Sequence(line, items(path));
            default -> scalar(path, line, parser.getText());
        };
    }

    /** Refuses what says nothing: as a path it would be the working directory, or a folder called null. */
    private Node scalar(String path, int line, String text) {
        if (parser.currentToken() == JsonToken.VALUE_NULL || text.isBlank()) {
            throw refuse(path, line, "have a value, got '" + text + "'");
        }
        return new Node.Scalar(line, text);
    }

    private UsageException refuse(String path, int line, String rule) {
        return new UsageException(file + " line " + line + ": key '" + path + "' must " + rule);
    }

    private Map<String, Node> entries(String path) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String inner = path.isEmpty() ? key : path + "." + key;
            int line = line();
            parser.nextToken();
            if (entries.put(key, node(inner, line)) != null) {
                throw refuse(inner, line, "be given once");
            }
        }
        return entries;
    }

    private List<Node> items(String path) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", line()));
        }
        return items;
    }
}
