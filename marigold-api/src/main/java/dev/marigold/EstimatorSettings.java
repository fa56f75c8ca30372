package dev.marigold;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.image.OutputSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.internal.provider.DefaultClassLoader;
import dev.marigold.prediction.MemberViews;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.spi.SchedulerProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the builder of an estimator has collected so far. Mutable, and shared with nobody. */
final class EstimatorSettings {
    CheckpointChoice checkpoint = CheckpointChoice.bundled();

    @Nullable
    WeightVariant variant;

    Choice<DiffusionBackendProvider> backend = Choice.byDefault();
    Choice<SchedulerProvider> scheduler = Choice.byDefault();
    Choice<EnsemblerProvider> ensembler = Choice.byDefault();

    @Nullable
    Integer steps;

    int ensembleSize = 1;

    @Nullable
    MemberViews memberViews;

    int batchSize = 1;

    @Nullable
    Integer processingResolution;

    ResampleMode inputResampling = ResampleMode.BILINEAR;
    ResampleMode outputResampling = ResampleMode.BILINEAR;
    OutputSize outputSize = OutputSize.INPUT;

    @Nullable
    Long seed;

    final BackendOptions.Builder backendOptions = BackendOptions.builder();
    final Map<String, Object> schedulerOptions = new LinkedHashMap<>();

    @Nullable
    ClassLoader classLoader;

    ProgressListener progress = ProgressListener.none();
    Cancellation cancellation = new Cancellation();

    void schedulerOption(String key, Object value) {
        if (!(value instanceof Boolean
                || value instanceof Number
                || value instanceof String
                || value instanceof List)) {
            throw new IllegalArgumentException(
                    "schedulerOption '" + key + "' must be a Boolean, Number, String or List, got "
                            + value.getClass().getName());
        }
        schedulerOptions.put(key, value instanceof List<?> list ? copy(key, list) : value);
    }

    private static List<?> copy(String key, List<?> list) {
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "schedulerOption '" + key + "' must be a List without null, got " + list);
        }
        return List.copyOf(list);
    }

    ClassLoader effectiveClassLoader() {
        return classLoader == null ? DefaultClassLoader.get() : classLoader;
    }
}
