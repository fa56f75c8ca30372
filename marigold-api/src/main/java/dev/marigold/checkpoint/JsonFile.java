package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Joiner;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A JSON object in a file, read with types and defaults; a JSON null counts as absent. Confined to one thread. */
final class JsonFile {
    // Twenty times the largest of a published network, its vocabulary; small multiples remain integers.
    private static final int MOST = 1 << 20;
    private static final String POSITIVE = "in [1, " + MOST + "]";
    private static final System.Logger LOGGER = System.getLogger(JsonFile.class.getName());

    private final Path file;
    private final JsonNode root;
    private final Set<String> known = new HashSet<>();

    private JsonFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    Path file() {
        return file;
    }

    static JsonFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException("Checkpoint has no file " + file);
        }
        return new JsonFile(file, Json.read(file));
    }

    /** Returns the whole object, JSON nulls included. */
    JsonNode root() {
        return root;
    }

    Optional<JsonNode> find(String key) {
        known.add(key);
        return Optional.ofNullable(root.get(key)).filter(node -> !node.isNull());
    }

    String text(String key, String absent) {
        return value(key, JsonNode::isTextual, "a text", JsonNode::textValue).orElse(absent);
    }

    boolean flag(String key, boolean absent) {
        return value(key, JsonNode::isBoolean, "true or false", JsonNode::booleanValue)
                .orElse(absent);
    }

    double number(String key, double absent) {
        return value(key, JsonFile::isFinite, "a number", JsonNode::doubleValue).orElse(absent);
    }

    double aboveZero(String key, double absent) {
        double number = number(key, absent);
        if (number <= 0) {
            throw refuse(key, "above 0");
        }
        return number;
    }

    int positive(String key, int absent) {
        return value(key, JsonFile::isPositive, "an integer " + POSITIVE, JsonNode::intValue)
                .orElse(absent);
    }

    Optional<Integer> notNegative(String key) {
        return value(key, JsonFile::isNotNegative, "an integer >= 0", JsonNode::intValue);
    }

    /** Returns a list of positive integers; for a single integer, that integer {@code count} times. */
    List<Integer> positives(String key, int count, int absent) {
        Optional<JsonNode> node = find(key);
        if (node.isPresent() && node.get().isArray()) {
            List<Integer> values = positives(key, List.of());
            if (values.size() != count) {
                throw refuse(key, "an integer " + POSITIVE + " or a list of " + count);
            }
            return values;
        }
        return new ArrayList<>(Collections.nCopies(count, positive(key, absent)));
    }

    List<Integer> positives(String key, List<Integer> absent) {
        return list(key, JsonFile::isPositive, "a list of integers " + POSITIVE, JsonNode::intValue)
                .orElse(absent);
    }

    List<String> texts(String key, List<String> absent) {
        return list(key, JsonNode::isTextual, "a list of texts", JsonNode::textValue)
                .orElse(absent);
    }

    /** Returns values that must not differ. */
    List<Integer> same(String key, List<Integer> values) {
        if (values.stream().distinct().count() != 1) {
            throw refuse(key, "the same for every level");
        }
        return values;
    }

    /** Refuses a key whose value is neither absent, null nor one of {@code supported} (texts, truth values and numbers). */
    void only(String key, Object... supported) {
        Optional<JsonNode> node = find(key);
        if (node.isPresent() && Arrays.stream(supported).noneMatch(value -> matches(node.get(), value))) {
            throw refuse(
                    key,
                    supported.length == 0 ? "absent or null" : Joiner.on(" or ").join(supported));
        }
    }

    ModelLoadException refuse(String key, String rule) {
        return new ModelLoadException(
                file + " key '" + key + "' must be " + rule + ", got " + Json.show(root.path(key)));
    }

    /** Logs which keys nobody asked for. */
    void logIgnored() {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!known.contains(entry.getKey()) && !entry.getValue().isNull()) {
                LOGGER.log(System.Logger.Level.DEBUG, "{0} key ''{1}'' is ignored", file, entry.getKey());
            }
        }
    }

    private static boolean matches(JsonNode node, Object value) {
        if (value instanceof Number number) {
            return node.isNumber() && node.doubleValue() == number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return allMatch(node, flag);
        }
        return node.isTextual() && node.textValue().equals(value);
    }

    // Where a flag may differ by level, a list stands for one flag of each level.
    private static boolean allMatch(JsonNode node, boolean flag) {
        if (!node.isArray()) {
            return node.isBoolean() && node.booleanValue() == flag;
        }
        for (JsonNode element : node) {
            if (!element.isBoolean() || element.booleanValue() != flag) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue());
    }

    private static boolean isPositive(JsonNode node) {
        return isNotNegative(node) && node.intValue() > 0 && node.intValue() <= MOST;
    }

    private static boolean isNotNegative(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    private <V> Optional<V> value(String key, Predicate<JsonNode> valid, String rule, Function<JsonNode, V> convert) {
        Optional<JsonNode> node = find(key);
        if (node.isPresent() && !valid.test(node.get())) {
            throw refuse(key, rule);
        }
        return node.map(convert);
    }

    private <V> Optional<List<V>> list(
            String key, Predicate<JsonNode> valid, String rule, Function<JsonNode, V> convert) {
        return value(key, node -> node.isArray() && !node.isEmpty(), rule, node -> {
            List<V> values = new ArrayList<>();
            for (JsonNode element : node) {
                if (!valid.test(element)) {
                    throw refuse(key, rule);
                }
                values.add(convert.apply(element));
            }
            return values;
        });
    }
}
