package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerPoolTest {
    @Test
    void whatRunsHasEndedOnceThePoolIsClosed() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (WorkerPool pool = new WorkerPool("test", 1)) {
            pool.executor().execute(() -> {
                started.countDown();
                sleepThoughInterrupted(200);
                ended.set(true);
            });
            started.await();
        }

        assertThat(ended).isTrue();
    }

    /** Like a read from a slow disk. */
    private static void sleepThoughInterrupted(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
