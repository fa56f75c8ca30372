package dev.marigold.cli.training;

import dev.marigold.cli.text.EnumNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping of a file of settings, read key by key. Keys that nobody has asked for when it is {@linkplain #end ended} are errors. Confined to
 * one thread.
 */
final class Section {
    private final Path file;
    private final String name;
    private final Node.Mapping mapping;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Path file, String name, Node.Mapping mapping) {
        this.file = file;
        this.name = name;
        this.mapping = mapping;
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    private Optional<Node> find(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key));
    }

    private Node need(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    private String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    Section section(String key) {
        return asSection(path(key), need(key));
    }

    Optional<Section> findSection(String key) {
        return find(key).map(node -> asSection(path(key), node));
    }

    List<Section> sections(String key) {
        if (!(need(key) instanceof Node.Sequence sequence)) {
            throw refuse(key, need(key), "a list of mappings");
        }
        List<Section> sections = new ArrayList<>();
        for (Node item : sequence.items()) {
            sections.add(asSection(path(key) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    private Section asSection(String where, Node node) {
        if (node instanceof Node.Mapping inner) {
            return new Section(file, where, inner);
        }
        throw new SettingsException(
                file + " line " + node.line() + ": key '" + where + "' must be a mapping, got " + show(node));
    }

    String text(String key) {
        return value(key, "a text", Function.identity()).orElseThrow(() -> missing(key));
    }

    String text(String key, String absent) {
        return value(key, "a text", Function.identity()).orElse(absent);
    }

    Path file(String key) {
        return value(key, "a path", Path::of).orElseThrow(() -> missing(key));
    }

    long integer(String key, long absent) {
        return value(key, "an integer", Long::parseLong).orElse(absent);
    }

    long integer(String key, long absent, long least) {
        return value(key, "an integer >= " + least, text -> requireInRange(Long.parseLong(text), least, Long.MAX_VALUE))
                .orElse(absent);
    }

    int integer(String key, int absent, int least, int most) {
        return value(key, "an integer in [" + least + ", " + most + "]", text -> integer(text, least, most))
                .orElse(absent);
    }

    List<Integer> integers(String key, int least) {
        return list(key, "integers >= " + least, text -> integer(text, least, Integer.MAX_VALUE));
    }

    private static int integer(String text, int least, int most) {
        return (int) requireInRange(Long.parseLong(text), least, most);
    }

    private static long requireInRange(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(Long.toString(value));
        }
        return value;
    }

    double number(String key, double absent) {
        return value(key, "a number", Double::parseDouble).orElse(absent);
    }

    /**
     * Returns a number that somebody takes.
     *
     * @param use refuses the others; the message is its own
     */
    double number(String key, double absent, DoubleFunction<?> use) {
        double number = number(key, absent);
        check(key, () -> use.apply(number));
        return number;
    }

    /** Returns at least one value; a single value is a list of one. */
    <T> List<T> list(String key, String rule, Function<String, T> convert) {
        Node node = need(key);
        List<Node> items = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        List<T> values = new ArrayList<>();
        for (Node item : items) {
            values.add(convert(key, item, "a list of " + rule, convert));
        }
        if (values.isEmpty()) {
            throw refuse(key, node, "a list of " + rule);
        }
        return values;
    }

    /** Returns the constant of an enum that a text names, in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E absent) {
        E[] constants = absent.getDeclaringClass().getEnumConstants();
        return value(key, "one of " + EnumNames.list(constants), text -> EnumNames.find(constants, key, text))
                .orElse(absent);
    }

    private <T> Optional<T> value(String key, String rule, Function<String, T> convert) {
        return find(key).map(node -> convert(key, node, rule, convert));
    }

    private <T> T convert(String key, Node node, String rule, Function<String, T> convert) {
        if (!(node instanceof Node.Scalar scalar)) {
            throw refuse(key, node, rule);
        }
        try {
            return convert.apply(scalar.text());
        } catch (IllegalArgumentException e) {
            throw refuse(key, node, rule);
        }
    }

    /** Hands a value on, and names the key if whoever gets it refuses it. */
    <T> T check(String key, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            int line = Optional.ofNullable(mapping.entries().get(key))
                    .map(Node::line)
                    .orElse(mapping.line());
            throw new SettingsException(file + " line " + line + ": key '" + path(key) + "': " + e.getMessage(), e);
        }
    }

    private SettingsException missing(String key) {
        return new SettingsException(file + " line " + mapping.line() + ": key '" + path(key) + "' must be given");
    }

    private SettingsException refuse(String key, Node node, String rule) {
        return new SettingsException(
                file + " line " + node.line() + ": key '" + path(key) + "' must be " + rule + ", got " + show(node));
    }

    private static String show(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().isEmpty() ? "an empty list" : "a list";
        }
        return node instanceof Node.Scalar scalar ? "'" + scalar.text() + "'" : "a mapping";
    }

    /** Returns every value as it is written, by its path within this section; those of lists are numbered. */
    SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        mapping.entries().forEach((key, node) -> collect(key, node, values));
        return values;
    }

    private static void collect(String path, Node node, Map<String, String> values) {
        if (node instanceof Node.Mapping inner) {
            inner.entries().forEach((key, value) -> collect(path + "." + key, value, values));
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                collect(path + "[" + i + "]", sequence.items().get(i), values);
            }
        } else if (node instanceof Node.Scalar scalar) {
            values.put(path, scalar.text());
        }
    }

    /** Refuses keys that nobody has asked for. */
    void end() {
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                throw new SettingsException(file + " line " + node.line() + ": key '" + path(key)
                        + "' is not known here; known are " + String.join(", ", known));
            }
        });
    }
}
