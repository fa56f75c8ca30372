package dev.marigold;

import static dev.marigold.EstimatorFixture.backend;
import static dev.marigold.EstimatorFixture.estimator;
import static dev.marigold.EstimatorFixture.onFakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.CancelledException;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.Pictures;
import dev.marigold.testing.PluginLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

        // Threads of our own: the common pool has only one on two cores.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> request =
                    threads.submit(() -> estimator.estimate(PICTURE).width());
            await(encoding);
            Future<?> close = threads.submit(estimator::close);
            assertRefusedWhile(close, estimator);
            go.countDown();

            assertThat(request.get(30, TimeUnit.SECONDS)).isEqualTo(20);
            close.get(30, TimeUnit.SECONDS);
        } finally {
            go.countDown();
            threads.shutdown();
        }
        assertThat(backend.closes).hasValue(1);
    }

    /** Requests that come while {@code close} waits are refused, sooner or later, before it is done. */
    private static void assertRefusedWhile(Future<?> close, DepthEstimator estimator) {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        DepthRequest request =
                DepthRequest.builder(PICTURE).cancellation(cancelled).build();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            RuntimeException refusal;
            do {
                refusal = catchThrowableOfType(RuntimeException.class, () -> estimator.estimate(request));
            } while (refusal instanceof CancelledException);
            assertThat(refusal).isInstanceOf(IllegalStateException.class).hasMessage("The estimator is closed");
        });
        assertThat(close).isNotDone();
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
    void anInterruptedThreadBuildsNothingAndStaysInterrupted() {
        DepthEstimator.Builder builder = onFakes(backend()).checkpoint(Checkpoints.directory("depth-v1-1"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled: its thread was interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptionWhileTheCheckpointIsReadEndsTheBuilding() {
        DepthEstimator.Builder builder = onFakes(backend())
                .backend(whenChecked(() -> Thread.currentThread().interrupt()))
                .checkpoint(Checkpoints.directory("depth-v1-1"));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The building was cancelled: its thread was interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptionBeforeTheBackendIsOpenedLeavesItClosed() {
        DepthEstimator.Builder builder = onFakes(backend())
                .backend(new FakeBackendProvider("unused", checkpoint -> {
                    throw new AssertionError("opened");
                }))
                .progress(progress -> Thread.currentThread().interrupt());

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled: its thread was interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theCancellationOfTheBuilderReachesTheSourceOfTheCheckpoint(@TempDir Path folder) {
        Cancellation cancellation = new Cancellation();
        DepthEstimator.Builder builder = onFakes(backend())
                .backend(whenChecked(cancellation::cancel))
                .checkpoint("slow:model")
                .classLoader(new PluginLoader(folder).with(CheckpointSourceProvider.class, SlowSource.class))
                .cancellation(cancellation);

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled");
    }

    /** A source that never ends unless it is cancelled. */
    public static final class SlowSource implements CheckpointSourceProvider {
        @Override
        public String id() {
            return "slow";
        }

        @Override
        public Path resolve(String reference, CheckpointRequest request) {
            while (true) {
                request.cancellation().throwIfCancelled();
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aCancellationThatFiresWhileTheBackendIsOpenedClosesIt() {
        Cancellation cancellation = new Cancellation();
        FakeBackend backend = backend();
        DepthEstimator.Builder builder = onFakes(backend)
                .backend(new FakeBackendProvider("fake", checkpoint -> {
                    cancellation.cancel();
                    return backend;
                }))
                .cancellation(cancellation);

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled");

        assertThat(backend.closes).hasValue(1);
    }

    @Test
    void theCancellationOfTheBuilderStopsNoRequest() {
        Cancellation cancellation = new Cancellation();

        try (DepthEstimator estimator = estimator(b -> b.cancellation(cancellation))) {
            cancellation.cancel();

            assertThat(estimator.estimate(PICTURE).width()).isEqualTo(20);
        }
    }

    /** Returns a backend that does something between the first look at the cancellation and the checkpoint. */
    private static DiffusionBackendProvider whenChecked(Runnable action) {
        return new DiffusionBackendProvider() {
            @Override
            public String id() {
                return "checked";
            }

            @Override
            public void check(BackendOptions options) {
                action.run();
            }

            @Override
            public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
                return backend();
            }
        };
    }

    @Test
    void loadTimeAndCheckpointAreKnown() {
        try (DepthEstimator estimator = estimator(b -> b)) {
            assertThat(estimator.loadTime()).isPositive();
            assertThat(estimator.checkpoint().targets()).isEqualTo(1);
        }
    }
}
