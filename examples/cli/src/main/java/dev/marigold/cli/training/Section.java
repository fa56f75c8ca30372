package dev.marigold.cli.training;

import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.text.EnumNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A mapping of a file of settings. Whoever reads it says first which {@linkplain #keys keys} there are. Immutable. */
final class Section {
    private final Path file;
    private final String name;
    private final Node.Mapping mapping;

    Section(Path file, String name, Node.Mapping mapping) {
        this.file = file;
        this.name = name;
        this.mapping = mapping;
    }

    /**
     * Says which keys there are. Comes before any of them is read: where one is misspelt, that is said and not that another is missing.
     *
     * @throws UsageException if the section has others
     */
    void keys(String... known) {
        mapping.entries().forEach((key, node) -> {
            if (!List.of(known).contains(key)) {
                throw new UsageException(file + " line " + node.line() + ": key '" + path(key)
                        + "' is not known here; known are " + String.join(", ", known));
            }
        });
    }

    /** Returns which of several keys is there. */
    String oneOf(String... alternatives) {
        List<String> given = Stream.of(alternatives).filter(this::has).toList();
        if (given.size() != 1) {
            throw new UsageException(file + " line " + mapping.line() + ": key '" + name + "' must have one of "
                    + String.join(", ", alternatives) + ", got "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        return given.get(0);
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    private Optional<Node> find(String key) {
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
        if (sections.isEmpty()) {
            throw refuse(key, sequence, "a list of mappings");
        }
        return sections;
    }

    private Section asSection(String where, Node node) {
        if (node instanceof Node.Mapping inner) {
            return new Section(file, where, inner);
        }
        throw new UsageException(
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

    /**
     * Hands an integer on that is there.
     *
     * @param use refuses what is out of its range; the message is its own
     */
    void integer(String key, IntFunction<?> use) {
        if (has(key)) {
            int integer = integer(key, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
            check(key, () -> use.apply(integer));
        }
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

    boolean flag(String key, boolean absent) {
        return value(key, "true or false", Section::truth).orElse(absent);
    }

    static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
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
            throw refuse(key, e);
        }
    }

    /** Returns what to throw where the value of a key was refused. */
    UsageException refuse(String key, IllegalArgumentException refusal) {
        int line = find(key).map(Node::line).orElse(mapping.line());
        return new UsageException(
                file + " line " + line + ": key '" + path(key) + "': " + refusal.getMessage(), refusal);
    }

    private UsageException missing(String key) {
        return new UsageException(file + " line " + mapping.line() + ": key '" + path(key) + "' must be given");
    }

    private UsageException refuse(String key, Node node, String rule) {
        return new UsageException(
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
}
