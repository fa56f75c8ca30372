package dev.marigold.cli.training;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML together with the lines of its values. */
final class YamlFile {
    private final Path file;
    private final JsonParser parser;

    private YamlFile(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads the mapping that a file consists of.
     *
     * @throws IOException if the file cannot be read
     * @throws UsageException if it is not YAML, holds something else than one mapping, or a key twice
     */
    static Section read(Path file) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(text(file))) {
            YamlFile yaml = new YamlFile(file, parser);
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UsageException(file + " must be a mapping from keys to values");
            }
            return new Section(file, "", (Node.Mapping) yaml.node(yaml.line()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UsageException(file + " line " + line + ": " + e.getOriginalMessage(), e);
        }
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

    /** Returns the value at hand, on the line of its key if it has one. */
    private Node node(int line) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Node.Mapping(line, entries());
            case START_ARRAY -> new Node.Sequence(line, items());
            default -> new Node.Scalar(line, parser.getText());
        };
    }

    private Map<String, Node> entries() throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = line();
            parser.nextToken();
            if (entries.put(key, node(line)) != null) {
                throw new UsageException(file + " line " + line + ": key '" + key + "' must be given once");
            }
        }
        return entries;
    }

    private List<Node> items() throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(line()));
        }
        return items;
    }
}
