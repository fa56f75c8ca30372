package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.json.Json;
import dev.marigold.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses and checks the JSON header of one safetensors file; confined to one thread. */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";

    private final Path shown;
    private final Path file;
    private final long dataStart;
    private final long dataLength;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    SafetensorsHeader(Path shown, Path file, long dataStart, long dataLength) {
        this.shown = shown;
        this.file = file;
        this.dataStart = dataStart;
        this.dataLength = dataLength;
    }

    Map<String, Weight> weights() {
        return weights;
    }

    Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    void parse(ByteBuffer json) {
        JsonNode root = Json.parse(shown + " header", json);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals(METADATA)) {
                readMetadata(entry.getValue());
            } else {
                weights.put(entry.getKey(), readTensor(entry.getKey(), entry.getValue()));
            }
        }
        requireGapless();
    }

    private void readMetadata(JsonNode node) {
        if (!node.isObject()) {
            throw new ModelLoadException(
                    shown + " key '" + METADATA + "' must be an object of texts, got " + Json.show(node));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new ModelLoadException(shown + " key '" + METADATA + "." + Json.cut(entry.getKey())
                        + "' must be a text, got " + Json.show(entry.getValue()));
            }
            metadata.put(entry.getKey(), entry.getValue().textValue());
        }
    }

    private Weight readTensor(String name, JsonNode node) {
        if (!node.isObject()) {
            throw refuse(name, "must be an object with dtype, shape and data_offsets", Json.show(node));
        }
        DType dtype = DType.ofName(node.path("dtype").asText())
                .orElseThrow(() -> refuse(
                        name,
                        "must have a dtype of " + Arrays.toString(DType.values()),
                        Json.show(node.path("dtype"))));
        Shape shape = readShape(name, node.path("shape"));
        long[] range = readRange(name, node.path("data_offsets"));
        long length = byteCount(name, dtype, shape);
        if (range[1] - range[0] != length) {
            throw refuse(name, "of " + dtype + " " + shape + " must have " + length + " bytes", range[1] - range[0]);
        }
        return new Weight(name, file, dataStart + range[0], length, dtype, shape);
    }

    private Shape readShape(String name, JsonNode node) {
        boolean valid = node.isArray();
        int[] extents = new int[node.size()];
        for (int i = 0; valid && i < extents.length; i++) {
            JsonNode extent = node.get(i);
            valid = extent.isIntegralNumber() && extent.canConvertToInt() && extent.intValue() >= 0;
            extents[i] = extent.intValue();
        }
        if (!valid) {
            throw refuse(name, "must have a shape of integers in [0, 2147483647]", Json.show(node));
        }
        return Shape.of(extents);
    }

    private long[] readRange(String name, JsonNode node) {
        if (!node.isArray() || node.size() != 2 || !isPosition(node.get(0)) || !isPosition(node.get(1))) {
            throw refuse(name, "must have data_offsets of two integers >= 0", Json.show(node));
        }
        long begin = node.get(0).longValue();
        long end = node.get(1).longValue();
        if (begin > end) {
            throw refuse(name, "must not begin after its end", Json.show(node));
        }
        if (end > dataLength) {
            throw refuse(
                    name,
                    "must lie inside the " + dataLength + " bytes after the header",
                    Json.show(node) + "; the file is incomplete: fetch it again");
        }
        return new long[] {begin, end};
    }

    private static boolean isPosition(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    private long byteCount(String name, DType dtype, Shape shape) {
        try {
            return Math.multiplyExact(shape.elementCount(), dtype.bytes());
        } catch (ArithmeticException e) {
            throw new ModelLoadException(message(name, "must have fewer than 2^63 bytes", dtype + " " + shape), e);
        }
    }

    private void requireGapless() {
        List<Weight> ordered = new ArrayList<>(weights.values());
        ordered.sort(Comparator.comparingLong(Weight::offset).thenComparingLong(Weight::length));
        long next = dataStart;
        for (Weight weight : ordered) {
            if (weight.offset() != next) {
                String rule = weight.offset() < next
                        ? "must not overlap the tensor before it"
                        : "must follow the tensor before it";
                throw refuse(
                        weight.name(), rule + ", which ends at " + (next - dataStart), weight.offset() - dataStart);
            }
            next = weight.offset() + weight.length();
        }
        if (next != dataStart + dataLength) {
            throw new ModelLoadException(shown + " must end with its last tensor, at byte " + next + ", got a file of "
                    + (dataStart + dataLength) + " bytes");
        }
    }

    private ModelLoadException refuse(String name, String rule, Object value) {
        return new ModelLoadException(message(name, rule, value));
    }

    private String message(String name, String rule, Object value) {
        return "Tensor '" + Json.cut(name) + "' of " + shown + " " + rule + ", got " + value;
    }
}
