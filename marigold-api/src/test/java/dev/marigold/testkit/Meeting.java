package dev.marigold.testkit;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where threads wait for one another in pairs, so that what two calls share is mixed up every time. The thread of the test passes by. */
final class Meeting {
    private final Thread test = Thread.currentThread();
    private final CyclicBarrier pair = new CyclicBarrier(2);

    void pass() {
        if (Thread.currentThread() == test) {
            return;
        }
        try {
            pair.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // Nobody came: nothing is mixed up, and the test fails for that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
