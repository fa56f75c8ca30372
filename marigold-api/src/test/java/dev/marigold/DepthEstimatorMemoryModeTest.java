package dev.marigold;

import static dev.marigold.EstimatorFixture.SCALING_FACTOR;
import static dev.marigold.EstimatorFixture.estimator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.marigold.error.CancelledException;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of several threads where one network is open at a time. */
@Timeout(60)
class DepthEstimatorMemoryModeTest {
    private static final RgbImage PICTURE = Pictures.slopes(20, 16);
    private static final int STEPS = 5;

    /** Opens the network that is asked for unless it is the one used last. */
    private static final class OneNetworkBackend extends FakeBackend {
        private final List<String> opened = new ArrayList<>();

        OneNetworkBackend() {
            super(SCALING_FACTOR, 0.05);
        }

        private synchronized FloatTensor on(String network, Supplier<FloatTensor> result) {
            if (opened.isEmpty() || !opened.get(opened.size() - 1).equals(network)) {
                opened.add(network);
            }
            return result.get();
        }

        @Override
        public FloatTensor encode(FloatTensor images) {
            return on("encoder", () -> super.encode(images));
        }

        @Override
        public FloatTensor denoise(FloatTensor latents, int timestep) {
            return on("unet", () -> super.denoise(latents, timestep));
        }

        @Override
        public FloatTensor decode(FloatTensor latents) {
            return on("decoder", () -> super.decode(latents));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryMode.class,
            names = {"SEQUENTIAL", "LOW"})
    void aStageOpensItsNetworkOnceHoweverManyRequestsThereAre(MemoryMode mode) throws InterruptedException {
        OneNetworkBackend backend = new OneNetworkBackend();
        try (DepthEstimator estimator = estimator(backend, b -> b.steps(STEPS).memoryMode(mode))) {
            Thread other = new Thread(() -> estimator.estimate(PICTURE), "other");

            estimator.estimate(inTheMiddleOfDenoising(() -> startAndAwait(other)));
            other.join();
        }

        assertThat(backend.evaluations).hasValue(2 * (1 + STEPS + 1));
        assertThat(backend.opened).filteredOn("unet"::equals).hasSizeLessThan(3);
        assertThat(backend.opened).hasSizeLessThan(2 * 3 + 1);
    }

    @Test
    void aCancelledRequestDoesNotWaitForItsTurn() {
        Cancellation cancellation = new Cancellation();

        assertThat(whileAnotherDenoises(cancellation, other -> cancellation.cancel()))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled");
    }

    @Test
    void anInterruptedRequestDoesNotWaitForItsTurn() {
        assertThat(whileAnotherDenoises(new Cancellation(), Thread::interrupt))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The request was cancelled: its thread was interrupted");
    }

    /** Stops a second request while the first one denoises; returns what it ended with before the first went on. */
    private static Throwable whileAnotherDenoises(Cancellation cancellation, Stop stop) {
        OneNetworkBackend backend = new OneNetworkBackend();
        DepthRequest request =
                DepthRequest.builder(PICTURE).cancellation(cancellation).build();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        try (DepthEstimator estimator = estimator(backend, b -> b.steps(STEPS).memoryMode(MemoryMode.LOW))) {
            Thread other = new Thread(() -> ended.set(catchThrowable(() -> estimator.estimate(request))), "other");

            estimator.estimate(inTheMiddleOfDenoising(() -> {
                startAndAwait(other);
                stop.stop(other);
                join(other);
            }));
        }

        assertThat(backend.evaluations).hasValue(1 + STEPS + 1);
        return ended.get();
    }

    @FunctionalInterface
    private interface Stop {
        void stop(Thread thread);
    }

    private static DepthRequest inTheMiddleOfDenoising(Runnable action) {
        ProgressListener listener = progress -> {
            if (progress.stage() == Stage.DENOISE && progress.done() == 2) {
                action.run();
            }
        };
        return DepthRequest.builder(PICTURE).progress(listener).build();
    }

    /** Starts a thread and returns when it waits for its turn or has ended. */
    private static void startAndAwait(Thread thread) {
        thread.start();
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
