package dev.marigold.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a backend should run. Immutable. A backend refuses what it cannot honour rather than ignoring it.
 */
public final class BackendOptions {
    private final int threads;
    private final MemoryMode memoryMode;
    private final String device;
    private final String precision;
    private final Map<String, String> properties;

    private BackendOptions(Builder builder) {
        this.threads = builder.threads;
        this.memoryMode = builder.memoryMode;
        this.device = builder.device;
        this.precision = builder.precision;
        this.properties = Collections.unmodifiableMap(new TreeMap<>(builder.properties));
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.threads = threads;
        builder.memoryMode = memoryMode;
        builder.device = device;
        builder.precision = precision;
        builder.properties.putAll(properties);
        return builder;
    }

    /** Returns the number of compute threads; 0 leaves it to the engine. */
    public int threads() {
        return threads;
    }

    /** Returns what the backend should save. */
    public MemoryMode memoryMode() {
        return memoryMode;
    }

    /** Returns where to run: {@code cpu}, or a name the backend documents, such as {@code cuda}. */
    public String device() {
        return device;
    }

    /** Returns the arithmetic: {@code fp32}, or a name the backend documents. */
    public String precision() {
        return precision;
    }

    /** Returns options that one backend alone knows, by name; unmodifiable. */
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public String toString() {
        return "BackendOptions[threads=" + threads + ", memoryMode=" + memoryMode + ", device=" + device
                + ", precision=" + precision + ", properties=" + properties + "]";
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private int threads;
        private MemoryMode memoryMode = MemoryMode.DEFAULT;
        private String device = "cpu";
        private String precision = "fp32";
        private final Map<String, String> properties = new TreeMap<>();

        private Builder() {}

        /**
         * Sets the number of compute threads.
         *
         * @param threads in [0, 1024]; default 0, which leaves it to the engine
         * @throws IllegalArgumentException if {@code threads} is outside its range
         */
        public Builder threads(int threads) {
            if (threads < 0 || threads > 1024) {
                throw new IllegalArgumentException("threads must be in [0, 1024], got " + threads);
            }
            this.threads = threads;
            return this;
        }

        /** Sets what the backend should save; default {@link MemoryMode#DEFAULT}. */
        public Builder memoryMode(MemoryMode memoryMode) {
            this.memoryMode = requireNonNull(memoryMode, "memoryMode");
            return this;
        }

        /** Sets where to run; default {@code cpu}. */
        public Builder device(String device) {
            this.device = requireNonNull(device, "device");
            return this;
        }

        /** Sets the arithmetic; default {@code fp32}. */
        public Builder precision(String precision) {
            this.precision = requireNonNull(precision, "precision");
            return this;
        }

        /** Sets an option that one backend alone knows. */
        public Builder property(String name, String value) {
            properties.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /** Returns the options. */
        public BackendOptions build() {
            return new BackendOptions(this);
        }
    }
}
