package dev.marigold.internal.pipeline;

import dev.marigold.prediction.Timings;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.Progress;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Watches over one request: stops it, times it and tells its listeners. Confined to the request's thread. */
public final class RequestMonitor {
    private final Cancellation cancellation;
    private final ProgressListener progress;
    private final TraceListener trace;
    private final Map<Stage, Duration> elapsed = new EnumMap<>(Stage.class);

    /** Creates the monitor of a request that is about to start. */
    public RequestMonitor(Cancellation cancellation, ProgressListener progress, TraceListener trace) {
        this.cancellation = cancellation;
        this.progress = progress;
        this.trace = trace;
    }

    /**
     * Does nothing as long as the request may go on.
     *
     * @throws dev.marigold.error.CancelledException if the request is to stop
     */
    void throwIfCancelled() {
        cancellation.throwIfCancelled();
    }

    /**
     * Runs a stage, or a part of it.
     *
     * @throws dev.marigold.error.CancelledException if the request is to stop
     */
    <T> T run(Stage stage, Supplier<T> work) {
        cancellation.throwIfCancelled();
        long start = System.nanoTime();
        T result = work.get();
        elapsed.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        return result;
    }

    /** Announces the network evaluations of a stage. */
    Evaluations evaluations(Stage stage, int total) {
        progress.onProgress(new Progress(stage, 0, total, ""));
        return new Evaluations(stage, total);
    }

    void trace(String name, FloatTensor tensor) {
        trace.onTensor(name, tensor);
    }

    /** Returns the time of the stages so far. */
    public Timings timings() {
        return Timings.of(elapsed);
    }

    /** Counts the network evaluations of one stage. */
    final class Evaluations {
        private final Stage stage;
        private final int total;
        private int done;

        private Evaluations(Stage stage, int total) {
            this.stage = stage;
            this.total = total;
        }

        /**
         * Evaluates a network once.
         *
         * @throws dev.marigold.error.CancelledException if the request is to stop
         */
        FloatTensor next(Supplier<FloatTensor> network) {
            cancellation.throwIfCancelled();
            FloatTensor result = network.get();
            done++;
            progress.onProgress(new Progress(stage, done, total, ""));
            return result;
        }
    }
}
