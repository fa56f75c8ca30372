package dev.marigold;

import static dev.marigold.EstimatorFixture.backend;
import static dev.marigold.EstimatorFixture.estimator;
import static dev.marigold.EstimatorFixture.onFakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.CancelledException;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DepthEstimatorLifecycleTest {
    private static final RgbImage PICTURE = Pictures.slopes(20, 16);

    @Test
    void progressCountsNetworkEvaluations() {
        List<Progress> reports = new ArrayList<>();

        try (DepthEstimator estimator =
                estimator(b -> b.ensembleSize(3).batchSize(2).steps(2).processingResolution(16))) {
            estimator.estimate(
                    DepthRequest.builder(PICTURE).progress(reports::add).build());
        }

        assertThat(reports)
                .containsExactly(
                        new Progress(Stage.ENCODE, 0, 1, ""),
                        new Progress(Stage.ENCODE, 1, 1, ""),
                        new Progress(Stage.DENOISE, 0, 4, ""),
                        new Progress(Stage.DENOISE, 1, 4, ""),
                        new Progress(Stage.DENOISE, 2, 4, ""),
                        new Progress(Stage.DENOISE, 3, 4, ""),
                        new Progress(Stage.DENOISE, 4, 4, ""),
                        new Progress(Stage.DECODE, 0, 2, ""),
                        new Progress(Stage.DECODE, 1, 2, ""),
                        new Progress(Stage.DECODE, 2, 2, ""));
    }

    @Test
    void theListenerOfTheBuilderHearsOfLoadingAndOfRequestsWithoutTheirOwn() {
        List<Stage> stages = new ArrayList<>();

        try (DepthEstimator estimator = estimator(b -> b.steps(1).progress(progress -> stages.add(progress.stage())))) {
            estimator.estimate(PICTURE);
        }

        assertThat(stages)
                .containsExactly(
                        Stage.LOAD,
                        Stage.LOAD,
                        Stage.ENCODE,
                        Stage.ENCODE,
                        Stage.DENOISE,
                        Stage.DENOISE,
                        Stage.DECODE,
                        Stage.DECODE);
    }

    @Test
    void cancellationStopsBeforeTheNextEvaluation() {
        Cancellation cancellation = new Cancellation();
        FakeBackend backend = backend();
        DepthRequest request = DepthRequest.builder(PICTURE)
                .cancellation(cancellation)
                .progress(progress -> {
                    if (progress.stage() == Stage.DENOISE && progress.done() == 2) {
                        cancellation.cancel();
                    }
                })
                .build();

        try (DepthEstimator estimator = estimator(backend, b -> b.steps(50))) {
            assertThatThrownBy(() -> estimator.estimate(request))
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("The request was cancelled");
        }

        assertThat(backend.evaluations).hasValue(3);
    }

    @Test
    void aCancelledRequestDoesNotReachTheBackend() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        FakeBackend backend = backend();

        try (DepthEstimator estimator = estimator(backend, b -> b)) {
            assertThatThrownBy(() -> estimator.estimate(DepthRequest.builder(PICTURE)
                            .cancellation(cancellation)
                            .build()))
                    .isExactlyInstanceOf(CancelledException.class);
        }

        assertThat(backend.evaluations).hasValue(0);
    }

    @Test
    void interruptionStopsBeforeTheNextEvaluationAndIsKept() {
        FakeBackend backend = backend();
        DepthRequest request = DepthRequest.builder(PICTURE)
                .progress(progress -> {
                    if (progress.stage() == Stage.DECODE && progress.done() == 1) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();

        try (DepthEstimator estimator = estimator(backend, b -> b.steps(2).ensembleSize(3))) {
            assertThatThrownBy(() -> estimator.estimate(request))
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("The request was cancelled: its thread was interrupted");
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(backend.evaluations).hasValue(1 + 6 + 1);
    }

    @Test
    void anEstimatorServesRequestsAfterACancelledOne() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThatThrownBy(() -> estimator.estimate(DepthRequest.builder(PICTURE)
                            .cancellation(cancelled)
                            .build()))
                    .isInstanceOf(CancelledException.class);

            assertThat(estimator.estimate(PICTURE).width()).isEqualTo(20);
        }
    }

    @Test
    void closingTwiceClosesTheBackendOnce() {
        FakeBackend backend = backend();
        DepthEstimator estimator = estimator(backend, b -> b);

        estimator.close();
        estimator.close();

        assertThat(backend.closes).hasValue(1);
    }

    @Test
    void useAfterCloseIsRefused() {
        DepthEstimator estimator = estimator(b -> b);
        estimator.close();

        assertThatThrownBy(() -> estimator.estimate(PICTURE))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The estimator is closed");
    }

    @Test
    @SuppressWarnings("try") // Closing inside the block is what is tested.
    void aListenerMayNotCloseTheEstimatorThatCallsIt() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            DepthRequest request = DepthRequest.builder(PICTURE)
                    .progress(progress -> estimator.close())
                    .build();

            assertThatThrownBy(() -> estimator.estimate(request))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("close must not be called by a listener of a running request");
            assertThat(estimator.estimate(PICTURE).width()).isEqualTo(20);
        }
    }

    @Test
    void closeWaitsForARunningRequest() throws Exception {
        CountDownLatch encoding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeBackend backend = new FakeBackend(EstimatorFixture.SCALING_FACTOR, 0) {
            @Override
            public FloatTensor encode(FloatTensor images) {
                encoding.countDown();
                await(go);
                return super.encode(images);
            }
        };
        DepthEstimator estimator = estimator(backend, b -> b);

        CompletableFuture<Integer> request =
                CompletableFuture.supplyAsync(() -> estimator.estimate(PICTURE).width());
        await(encoding);
        CompletableFuture<Void> close = CompletableFuture.runAsync(estimator::close);
        assertThat(close).isNotDone();
        go.countDown();

        assertThat(request.get(30, TimeUnit.SECONDS)).isEqualTo(20);
        close.get(30, TimeUnit.SECONDS);
        assertThat(backend.closes).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureAfterTheBackendIsOpenClosesIt() {
        FakeBackend backend = backend();
        DepthEstimator.Builder builder = onFakes(backend).progress(progress -> {
            if (progress.stage() == Stage.LOAD && progress.done() == 1) {
                throw new IllegalStateException("listener failed");
            }
        });

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("listener failed");

        assertThat(backend.closes).hasValue(1);
    }

    @Test
    void loadTimeAndCheckpointAreKnown() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThat(estimator.loadTime()).isPositive();
            assertThat(estimator.checkpoint().targets()).isEqualTo(1);
        }
    }
}
