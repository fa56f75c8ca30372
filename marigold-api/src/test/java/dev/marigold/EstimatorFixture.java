package dev.marigold;

import dev.marigold.spi.DiffusionBackend;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.FakeEnsemblerProvider;
import dev.marigold.testing.FakeSchedulerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** Estimators on fakes: the whole pipeline without a network. */
final class EstimatorFixture {
    static final double SCALING_FACTOR = 0.18215;

    private EstimatorFixture() {}

    /** Returns a backend whose answer depends on the noise. */
    static FakeBackend backend() {
        return new FakeBackend(SCALING_FACTOR, 0.05);
    }

    static DepthEstimator.Builder onFakes(DiffusionBackend backend) {
        return DepthEstimator.builder()
                .checkpoint(Checkpoints.depth())
                .backend(FakeBackendProvider.of(backend))
                .scheduler(new FakeSchedulerProvider(0.01))
                .ensembler(FakeEnsemblerProvider.firstAndLast());
    }

    static DepthEstimator estimator(DiffusionBackend backend, UnaryOperator<DepthEstimator.Builder> settings) {
        return build(settings.apply(onFakes(backend)));
    }

    static DepthEstimator estimator(UnaryOperator<DepthEstimator.Builder> settings) {
        return estimator(backend(), settings);
    }

    static DepthEstimator build(DepthEstimator.Builder builder) {
        try {
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
