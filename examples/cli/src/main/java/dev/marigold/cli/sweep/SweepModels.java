package dev.marigold.cli.sweep;

import dev.marigold.DepthEstimator;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.cli.option.Settings;
import dev.marigold.evaluation.SweepModel;
import dev.marigold.evaluation.SweepPlan;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.MemoryMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Opens the estimators of a sweep; the first one, which tells the checkpoint's defaults, is used rather than opened again. */
final class SweepModels implements SweepModel, AutoCloseable {
    private static final int MANY_PICTURES = 2;

    private final EngineOptions engine;
    private final SweepOptions options;
    private final ProgressListener progress;
    private final SweepPlan plan;
    private final Map<String, String> settings;
    private @Nullable DepthEstimator first;

    SweepModels(EngineOptions engine, SweepOptions options, ProgressListener progress) throws IOException {
        this.engine = engine;
        this.options = options;
        this.progress = progress;
        requireAll(options.otherSchedulers());
        DepthEstimator opened = Settings.open(builder());
        try {
            plan = options.plan(opened.defaults());
            settings = describe(opened);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        first = opened;
    }

    /** Opens the model with each, but not its networks, so that what cannot be is refused before anything is computed. */
    private void requireAll(List<String> schedulers) throws IOException {
        for (String scheduler : schedulers) {
            DepthEstimator.Builder builder = builder().memoryMode(MemoryMode.SEQUENTIAL);
            Settings.set("--schedulers", scheduler, builder::scheduler);
            Settings.open(builder).close();
        }
    }

    /** Returns the grid. */
    SweepPlan plan() {
        return plan;
    }

    /** Returns what decides on the predictions besides the grid, by key. */
    Map<String, String> settings() {
        return settings;
    }

    @Override
    public DepthEstimator open(String scheduler, int resolution) throws IOException {
        DepthEstimator held = first;
        if (held != null && serves(held.defaults(), scheduler, resolution)) {
            first = null;
            return held;
        }
        // One model at a time: two may not fit into memory.
        close();
        DepthEstimator.Builder builder = builder();
        Settings.set("--schedulers", scheduler, builder::scheduler);
        Settings.set("--resolutions", resolution, builder::processingResolution);
        return Settings.open(builder);
    }

    private static boolean serves(Provenance defaults, String scheduler, int resolution) {
        return defaults.scheduler().equals(scheduler) && defaults.processingResolution() == resolution;
    }

    private DepthEstimator.Builder builder() {
        DepthEstimator.Builder builder = DepthEstimator.builder().progress(progress);
        engine.applyTo(builder, MANY_PICTURES);
        options.applyTo(builder);
        return builder;
    }

    private Map<String, String> describe(DepthEstimator estimator) throws IOException {
        Map<String, String> described = new TreeMap<>();
        options.describe(described);
        engine.describe(described, estimator.checkpoint());
        Map<String, String> prefixed = new TreeMap<>();
        described.forEach((key, value) -> prefixed.put("predictor." + key, value));
        return prefixed;
    }

    @Override
    public void close() {
        if (first != null) {
            first.close();
            first = null;
        }
    }
}
