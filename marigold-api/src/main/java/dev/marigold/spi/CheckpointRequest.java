package dev.marigold.spi;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;

/**
 * What the user of a {@link CheckpointSourceProvider} wants besides the reference. Immutable.
 */
public final class CheckpointRequest {
    private final WeightVariant variant;
    private final ProgressListener listener;
    private final Cancellation cancellation;
    private final ClassLoader classLoader;

    /**
     * Creates a request.
     *
     * @param variant which of the stored precisions to fetch
     * @param listener receives progress
     * @param cancellation stops the request
     * @param classLoader where resources are looked for
     */
    public CheckpointRequest(
            WeightVariant variant, ProgressListener listener, Cancellation cancellation, ClassLoader classLoader) {
        this.variant = requireNonNull(variant, "variant");
        this.listener = requireNonNull(listener, "listener");
        this.cancellation = requireNonNull(cancellation, "cancellation");
        this.classLoader = requireNonNull(classLoader, "classLoader");
    }

    /** Returns which of the stored precisions to fetch. */
    public WeightVariant variant() {
        return variant;
    }

    /** Returns the receiver of progress. */
    public ProgressListener listener() {
        return listener;
    }

    /** Returns what stops the request. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns where resources are looked for. */
    public ClassLoader classLoader() {
        return classLoader;
    }
}
