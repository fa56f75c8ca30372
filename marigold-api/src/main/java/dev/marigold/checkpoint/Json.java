package dev.marigold.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.error.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict parsing of JSON objects (UTF-8, no key twice, nothing after the object), and writing of maps, lists and plain values. */
final class Json {
    private static final int SHOWN_CHARACTERS = 80;
    // A tensor takes about fifteen tokens and a published network has fewer than two thousand; a tree of more would
    // exhaust memory.
    private static final long MAX_TOKENS = 5_000_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength((int) SafetensorsFile.MAX_HEADER_BYTES)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode parse(String source, ByteBuffer utf8) {
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

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
