package dev.marigold.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.GitLfsPointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strict parsing of JSON objects (UTF-8, no key twice, nothing after the object), and writing of maps, lists and plain values. Stateless. */
public final class Json {
    private static final int SHOWN_CHARACTERS = 80;
    // A hundred times the largest file of a published checkpoint, a tokenizer.
    private static final int MAX_BYTES = 256_000_000;
    // A tensor takes about fifteen tokens and a published network has fewer than two thousand; a tree of more would
    // exhaust memory.
    private static final long MAX_TOKENS = 5_000_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(MAX_BYTES)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // No JSON, but what Python writes and reads: diffusers has an infinity among the defaults of DPM-Solver.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Returns the object in a file.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelLoadException if it is too long, or something else
     */
    public static JsonNode read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw tooLong(file.toString(), String.valueOf(size));
        }
        return parse(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /**
     * Returns the object in a stream, which the caller closes.
     *
     * @param source how messages call it
     * @throws IOException if the stream cannot be read
     * @throws ModelLoadException if it is too long, or something else
     */
    public static JsonNode read(String source, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLong(source, "more");
        }
        return parse(source, ByteBuffer.wrap(bytes));
    }

    /**
     * Returns the object that a text is.
     *
     * @param source how messages call it
     * @throws ModelLoadException if it is something else
     */
    public static JsonNode parse(String source, ByteBuffer utf8) {
        GitLfsPointer.refuse(source, "JSON", utf8);
        JsonNode root;
        try {
            root = MAPPER.readTree(
                    StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (CharacterCodingException e) {
            throw new ModelLoadException(source + " must be UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(source + " must be JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new ModelLoadException(source + " must be a JSON object, got " + show(root));
        }
        return root;
    }

    /** Returns the text of a map, a list or a plain value. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    /** Returns the text of a map, a list or a plain value with a line for each entry. */
    public static String writeIndented(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    /** Returns how messages show a value. */
    public static String show(JsonNode node) {
        return cut(node.isMissingNode() ? "nothing" : node.toString());
    }

    /** Returns a text that may be of any length as messages show it. */
    public static String cut(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static ModelLoadException tooLong(String source, String size) {
        return new ModelLoadException(source + " must have at most " + MAX_BYTES + " bytes, got " + size);
    }
}
