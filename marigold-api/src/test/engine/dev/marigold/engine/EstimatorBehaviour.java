package dev.marigold.engine;

import static dev.marigold.engine.Deviations.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.error.CancelledException;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change a prediction, and what must stop one. */
@Timeout(120)
public abstract class EstimatorBehaviour {
    /** Products of other sizes are summed in other orders: a few roundings of a depth in [0, 1]. */
    private static final double BATCH_TOLERANCE = 1e-6;

    private static final double THREAD_TOLERANCE = 1e-4;
    private static final int CALLERS = 8;

    private static final GoldenCheckpoint GOLDEN = GoldenCheckpoint.DEPTH_V1_1;

    /** Returns the provider under test. */
    protected abstract DiffusionBackendProvider provider();

    private DepthEstimator.Builder builder() {
        return DepthEstimator.builder()
                .checkpoint(GOLDEN.directory())
                .backend(provider())
                .steps(2);
    }

    private static FloatTensor depth(DepthEstimator.Builder builder) throws IOException {
        try (DepthEstimator estimator = builder.build()) {
            return estimator.estimate(GOLDEN.image()).depth();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void theBatchSizeDoesNotChangeAPrediction(int batchSize) throws IOException {
        FloatTensor oneByOne = depth(builder().ensembleSize(5).ensembler("mean"));

        FloatTensor batched = depth(builder().ensembleSize(5).ensembler("mean").batchSize(batchSize));

        assertClose("batches of " + batchSize, batched, oneByOne, BATCH_TOLERANCE);
    }

    @Test
    void theNumberOfThreadsHardlyChangesAPrediction() throws IOException {
        assertClose("two threads", depth(builder().threads(2)), depth(builder().threads(1)), THREAD_TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void theMemoryModeHardlyChangesAPrediction(MemoryMode mode) throws IOException {
        FloatTensor saving = depth(builder().memoryMode(mode));

        assertClose("saving", saving, depth(builder()), THREAD_TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void equalSeedsGiveEqualBits(MemoryMode mode) throws IOException {
        FloatTensor first = depth(builder().seed(7).memoryMode(mode));
        FloatTensor second = depth(builder().seed(7).memoryMode(mode));

        assertThat(second).isEqualTo(first);
        assertThat(depth(builder().seed(8).memoryMode(mode))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void threadsShareAnEstimator(MemoryMode mode) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (DepthEstimator estimator = builder().memoryMode(mode).build()) {
            FloatTensor alone = estimator.estimate(GOLDEN.image()).depth();
            Callable<FloatTensor> call =
                    () -> estimator.estimate(GOLDEN.image()).depth();

            for (Future<FloatTensor> result : callers.invokeAll(Collections.nCopies(2 * CALLERS, call))) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anotherThreadStopsARequestWithinOneEvaluation() throws IOException {
        Cancellation cancellation = new Cancellation();
        List<Progress> reports = new ArrayList<>();
        DepthRequest request = DepthRequest.builder(GOLDEN.image())
                .cancellation(cancellation)
                .progress(progress -> {
                    reports.add(progress);
                    if (progress.stage() == Stage.DENOISE && progress.done() == 1) {
                        CompletableFuture.runAsync(cancellation::cancel).join();
                    }
                })
                .build();

        try (DepthEstimator estimator = builder().steps(50).build()) {
            assertThatThrownBy(() -> estimator.estimate(request)).isExactlyInstanceOf(CancelledException.class);

            assertThat(reports).last().isEqualTo(new Progress(Stage.DENOISE, 1, 50, ""));
            assertThat(estimator.estimate(GOLDEN.image()).depth().isFinite()).isTrue();
        }
    }
}
