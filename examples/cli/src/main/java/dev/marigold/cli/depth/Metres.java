package dev.marigold.cli.depth;

import dev.marigold.calibration.DepthTransform;
import dev.marigold.calibration.KnownDepth;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.prediction.DepthPrediction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How depth becomes metres: from measurements, or as somebody knows or assumes without any. */
final class Metres {
    private final @Nullable DepthTransform transform;
    private final List<KnownDepth> known;
    private final @Nullable KnownDepthsFile file;
    private final Consumer<MetricCalibration.Builder> settings;

    private Metres(
            @Nullable DepthTransform transform,
            List<KnownDepth> known,
            @Nullable KnownDepthsFile file,
            Consumer<MetricCalibration.Builder> settings) {
        this.transform = transform;
        this.known = known;
        this.file = file;
        this.settings = settings;
    }

    static Metres of(DepthTransform transform) {
        return new Metres(transform, List.of(), null, builder -> {});
    }

    /**
     * Returns what measurements say.
     *
     * @param known all of them
     * @param file null if none of them comes from one
     */
    static Metres calibrated(
            List<KnownDepth> known, @Nullable KnownDepthsFile file, Consumer<MetricCalibration.Builder> settings) {
        return new Metres(null, List.copyOf(known), file, settings);
    }

    /** Returns whether measurements belong to one picture. */
    boolean isMeasured() {
        return transform == null;
    }

    /** Refuses measurements outside a picture, and a map of another size. */
    void requireFits(int width, int height) {
        if (file != null) {
            file.requireFits(width, height);
        }
        known.forEach(depth -> depth.requireInside(width, height));
    }

    /** Returns what the measurements say about a prediction; empty if there are none. */
    Optional<MetricCalibration> calibrate(DepthPrediction prediction) {
        if (transform != null) {
            return Optional.empty();
        }
        MetricCalibration.Builder builder =
                MetricCalibration.builder(prediction).known(known);
        settings.accept(builder);
        return Optional.of(builder.build());
    }

    /** Returns what holds for every picture; only where nothing was measured. */
    DepthTransform transform() {
        if (transform == null) {
            throw new IllegalStateException("what was measured is another for every picture");
        }
        return transform;
    }
}
