package dev.marigold.checkpoint;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Maps;
import dev.marigold.error.ModelLoadException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@code scheduler_config.json}, read with the type and default that a scheduler expects. Unknown keys are kept, so a
 * plugin may define its own. Immutable.
 */
public final class SchedulerConfig {
    private final String className;
    private final Map<String, Object> values;
    private final Map<String, String> places;
    private final Consumer<String> reads;

    private SchedulerConfig(
            String className, Map<String, Object> values, Map<String, String> places, Consumer<String> reads) {
        this.className = className;
        this.values = Collections.unmodifiableMap(values);
        this.places = Collections.unmodifiableMap(places);
        this.reads = reads;
    }

    /**
     * Returns a configuration.
     *
     * @param className the diffusers class, such as {@code DDIMScheduler}
     * @param values keys with values of type {@link Boolean}, {@link Number}, {@link String} or {@link List}; a key with a JSON null is
     *     left out
     */
    public static SchedulerConfig of(String className, Map<String, ?> values) {
        return new SchedulerConfig(className, new LinkedHashMap<>(values), Map.of(), key -> {});
    }

    /** Returns the configuration that a file holds. */
    static SchedulerConfig in(Path file, String className, Map<String, Object> values) {
        return new SchedulerConfig(className, values, Maps.toMap(values.keySet(), key -> " of " + file), key -> {});
    }

    /** Returns the diffusers class the file names, such as {@code DDIMScheduler}. */
    public String className() {
        return className;
    }

    /** Returns all keys with their values; unmodifiable. */
    public Map<String, Object> values() {
        return new ReadValues();
    }

    /** Returns this configuration with another value for one key. */
    public SchedulerConfig with(String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(key, value);
        Map<String, String> others = new LinkedHashMap<>(places);
        others.remove(key);
        return new SchedulerConfig(className, copy, others, reads);
    }

    /**
     * Returns this configuration as one that tells which keys are read, also those that are absent; so do the configurations made {@link #with}
     * another value. Whoever goes through {@link #values()} reads all that are there.
     *
     * @param reads called by whoever reads, on its thread
     */
    public SchedulerConfig tellingReads(Consumer<String> reads) {
        return new SchedulerConfig(className, values, places, requireNonNull(reads, "reads"));
    }

    private @Nullable Object read(String key) {
        reads.accept(key);
        return values.get(key);
    }

    /**
     * Returns an integer.
     *
     * @throws ModelLoadException if the value is not an integer
     */
    public int integer(String key, int absent) {
        Object value = read(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrongType(key, "an integer", value);
    }

    /**
     * Returns a number.
     *
     * @throws ModelLoadException if the value is not a number
     */
    public double number(String key, double absent) {
        Object value = read(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrongType(key, "a number", value);
    }

    /**
     * Returns a truth value.
     *
     * @throws ModelLoadException if the value is not true or false
     */
    public boolean flag(String key, boolean absent) {
        Object value = read(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrongType(key, "true or false", value);
    }

    /**
     * Returns a text.
     *
     * @throws ModelLoadException if the value is not a text
     */
    public String text(String key, String absent) {
        Object value = read(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrongType(key, "a text", value);
    }

    /**
     * Returns a list of numbers; empty if the key is absent.
     *
     * @throws ModelLoadException if the value is not a list of numbers
     */
    public Optional<double[]> numbers(String key) {
        Object value = read(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return Optional.of(list.stream()
                    .mapToDouble(entry -> ((Number) entry).doubleValue())
                    .toArray());
        }
        throw wrongType(key, "a list of numbers", value);
    }

    private ModelLoadException wrongType(String key, String expected, @Nullable Object value) {
        return new ModelLoadException(subject(key) + " must be " + expected + ", got " + value);
    }

    /** Returns how messages call a key: with its class, and with its file unless the value was set in place of that of a file. */
    public String subject(String key) {
        return className + " key '" + key + "'" + places.getOrDefault(key, "");
    }

    @Override
    public String toString() {
        return className + values;
    }

    /** The values, which tell what is read of them. */
    private final class ReadValues extends AbstractMap<String, Object> {
        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public @Nullable Object get(Object key) {
            return key instanceof String name ? read(name) : null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            values.keySet().forEach(reads);
            return values.entrySet();
        }
    }
}
