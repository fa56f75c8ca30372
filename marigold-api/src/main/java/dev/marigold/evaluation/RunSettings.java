package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.progress.Cancellation;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the builders of evaluations and sweeps have collected so far. Mutable, and shared with nobody. */
final class RunSettings {
    private static final int MAX_THREADS = 64;

    private final Map<String, String> extra = new TreeMap<>();
    private DepthAlignment alignment = DepthAlignment.of(AlignmentMode.LEAST_SQUARES);
    private List<DepthMetric> metrics = DepthMetric.published();
    private SizeMismatch sizeMismatch = SizeMismatch.REFUSE;
    private @Nullable Path output;
    private Cancellation cancellation = new Cancellation();
    private int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1));

    RunSettings copy() {
        RunSettings copy = new RunSettings();
        copy.extra.putAll(extra);
        copy.alignment = alignment;
        copy.metrics = metrics;
        copy.sizeMismatch = sizeMismatch;
        copy.output = output;
        copy.cancellation = cancellation;
        copy.threads = threads;
        return copy;
    }

    void alignment(DepthAlignment alignment) {
        this.alignment = requireNonNull(alignment, "alignment");
    }

    void metrics(List<DepthMetric> metrics) {
        if (metrics.isEmpty() || new LinkedHashSet<>(metrics).size() < metrics.size()) {
            throw new IllegalArgumentException("metrics must be at least one and each once, got " + metrics);
        }
        this.metrics = List.copyOf(metrics);
    }

    void sizeMismatch(SizeMismatch sizeMismatch) {
        this.sizeMismatch = requireNonNull(sizeMismatch, "sizeMismatch");
    }

    void output(Path folder) {
        this.output = requireNonNull(folder, "folder");
    }

    void cancellation(Cancellation cancellation) {
        this.cancellation = requireNonNull(cancellation, "cancellation");
    }

    void threads(int threads) {
        this.threads = Ranges.require("threads", threads, 1, MAX_THREADS);
    }

    void extra(String key, String value) {
        extra.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    Judging judging(DepthDataset dataset) {
        return new Judging(dataset, alignment, metrics, sizeMismatch);
    }

    @Nullable
    Path output() {
        return output;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    int threads() {
        return threads;
    }

    /** Returns what the caller has named, by key. */
    Map<String, String> extra() {
        return extra;
    }
}
