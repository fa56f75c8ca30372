package dev.marigold.prediction;

import dev.marigold.progress.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Wall-clock time of the stages of one request. Immutable.
 */
public final class Timings {
    private final Map<Stage, Duration> stages;

    private Timings(Map<Stage, Duration> stages) {
        EnumMap<Stage, Duration> copy = new EnumMap<>(Stage.class);
        copy.putAll(stages);
        this.stages = Collections.unmodifiableMap(copy);
    }

    /** Returns timings over a copy of a map. */
    public static Timings of(Map<Stage, Duration> stages) {
        return new Timings(stages);
    }

    /** Returns the time of one stage; zero if it did not run. */
    public Duration of(Stage stage) {
        return stages.getOrDefault(stage, Duration.ZERO);
    }

    /** Returns the stages that ran, in their order; unmodifiable. */
    public Map<Stage, Duration> stages() {
        return stages;
    }

    /** Returns the sum over all stages. */
    public Duration total() {
        return stages.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String toString() {
        return "Timings" + stages;
    }
}
