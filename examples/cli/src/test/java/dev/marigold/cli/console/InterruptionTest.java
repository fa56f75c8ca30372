package dev.marigold.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @Test
    void workThatCleansUpGetsAMoment() throws InterruptedException {
        assertThat(endingWhileAtWork(Interruption.watch())).isEqualTo(Thread.State.TIMED_WAITING);
    }

    @Test
    void workWorthWaitingForGetsAllTheTimeItNeeds() throws InterruptedException {
        assertThat(endingWhileAtWork(Interruption.watchUntilFinished())).isEqualTo(Thread.State.WAITING);
    }

    /** Ends the process as far as the work of this thread can tell, and returns how that waits until the work is done. */
    private static Thread.State endingWhileAtWork(Interruption interruption) throws InterruptedException {
        Thread ending = new Thread(interruption::stop);
        ending.start();
        Thread.State state = ending.getState();
        while (ending.isAlive() && !WAITING.contains(state)) {
            Thread.onSpinWait();
            state = ending.getState();
        }
        boolean interrupted = Thread.interrupted();

        interruption.close();

        ending.join();
        assertThat(interrupted).isTrue();
        assertThat(interruption.cancellation().isCancelled()).isTrue();
        return state;
    }
}
