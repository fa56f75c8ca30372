package dev.marigold.training;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A thread of its own for a training. Nobody interrupts it, so no file closes under it while it writes, and what PyTorch keeps for each thread is
 * its own.
 */
final class TrainingThread {
    private static final String NAME = "marigold-training";

    private TrainingThread() {}

    /** What is done on the thread. */
    @FunctionalInterface
    interface Work {
        /** Trains until the end, or until {@code stop} has fired and a checkpoint is written. */
        TrainingResult train(Cancellation stop) throws IOException;
    }

    /**
     * Does the work and waits for its end.
     *
     * @param cancellation stops the work, and so does an interruption of the calling thread, which stays interrupted
     */
    static TrainingResult call(Cancellation cancellation, Work work) throws IOException {
        Cancellation stop = Cancellation.following(cancellation);
        FutureTask<TrainingResult> task = new FutureTask<>(() -> work.train(stop));
        Thread thread = new Thread(task, NAME);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.cancel();
                }
            }
        } catch (ExecutionException e) {
            Throwable failure = requireNonNull(e.getCause());
            Throwables.throwIfInstanceOf(failure, IOException.class);
            Throwables.throwIfUnchecked(failure);
            throw new IllegalStateException("The training failed", failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
