package dev.marigold.evaluation;

import java.util.LinkedHashSet;
import java.util.List;

/** What evaluations and sweeps ask of the settings that they share. */
final class JudgingRules {
    private static final int MAX_THREADS = 64;

    private JudgingRules() {}

    static int defaultThreads() {
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1));
    }

    static int threads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads must be in [1, " + MAX_THREADS + "], got " + threads);
        }
        return threads;
    }

    static List<DepthMetric> metrics(List<DepthMetric> metrics) {
        if (metrics.isEmpty() || new LinkedHashSet<>(metrics).size() < metrics.size()) {
            throw new IllegalArgumentException("metrics must be at least one and each once, got " + metrics);
        }
        return List.copyOf(metrics);
    }
}
