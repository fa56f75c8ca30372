package dev.marigold.cli;

import dev.marigold.calibration.DepthTransform;
import dev.marigold.calibration.KnownDepth;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MetricRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How depth becomes metres: from measurements, or by assumption. */
final class Metres {
    private final @Nullable DepthTransform assumed;
    private final List<KnownDepth> known;
    private final Consumer<MetricCalibration.Builder> settings;

    private Metres(
            @Nullable DepthTransform assumed, List<KnownDepth> known, Consumer<MetricCalibration.Builder> settings) {
        this.assumed = assumed;
        this.known = known;
        this.settings = settings;
    }

    static Metres assumed(double near, double far) {
        return new Metres(DepthTransform.between(near, far), List.of(), builder -> {});
    }

    static Metres known(MetricRange range) {
        return new Metres(DepthTransform.of(range), List.of(), builder -> {});
    }

    static Metres calibrated(List<KnownDepth> known, Consumer<MetricCalibration.Builder> settings) {
        return new Metres(null, List.copyOf(known), settings);
    }

    /** Returns whether measurements belong to one picture. */
    boolean isMeasured() {
        return assumed == null;
    }

    /** Refuses measurements outside a picture. */
    void requireInside(int width, int height) {
        known.forEach(depth -> depth.requireInside(width, height));
    }

    /** Returns what the measurements say about a prediction; empty if there are none. */
    Optional<MetricCalibration> calibrate(DepthPrediction prediction) {
        if (assumed != null) {
            return Optional.empty();
        }
        MetricCalibration.Builder builder =
                MetricCalibration.builder(prediction).known(known);
        settings.accept(builder);
        return Optional.of(builder.build());
    }

    /** Returns what was assumed; only where nothing was measured. */
    DepthTransform assumption() {
        if (assumed == null) {
            throw new IllegalStateException("nothing is assumed where something was measured");
        }
        return assumed;
    }
}
