package dev.marigold.evaluation;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.FakeSchedulerProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model on fakes that counts what its networks do. Its schedulers: {@code even}, and {@code noisy} that draws in its steps. */
final class SweepFixture implements SweepModel {
    private static final double SCALING_FACTOR = 0.18215;
    private static final double NOISE_SHARE = 0.4;

    private final List<FakeBackend> backends = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();

    @Override
    public DepthEstimator open(String scheduler, int resolution) throws IOException {
        opened.add(scheduler + " " + resolution);
        FakeBackend backend = new FakeBackend(SCALING_FACTOR, NOISE_SHARE);
        backends.add(backend);
        return on(backend, scheduler, resolution);
    }

    static DepthEstimator on(DiffusionBackend backend, String scheduler, int resolution) throws IOException {
        return on(FakeBackendProvider.of(backend), scheduler, resolution);
    }

    static DepthEstimator on(DiffusionBackendProvider backend, String scheduler, int resolution) throws IOException {
        return DepthEstimator.builder()
                .checkpoint(Checkpoints.depth())
                .backend(backend)
                .scheduler(scheduler(scheduler))
                .processingResolution(resolution)
                .build();
    }

    /** Returns which estimators were opened, in order. */
    List<String> opened() {
        return opened;
    }

    int evaluations() {
        return backends.stream().mapToInt(backend -> backend.evaluations.get()).sum();
    }

    boolean isClosed() {
        return backends.stream().allMatch(backend -> backend.closes.get() == 1);
    }

    private static SchedulerProvider scheduler(String id) {
        FakeSchedulerProvider provider = new FakeSchedulerProvider(id.equals("noisy") ? 0.3 : 0);
        return new SchedulerProvider() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Scheduler create(SchedulerConfig config) {
                return provider.create(config);
            }
        };
    }
}
