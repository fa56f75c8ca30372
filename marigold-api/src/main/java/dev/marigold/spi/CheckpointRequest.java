package dev.marigold.spi;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import java.util.Optional;

/**
 * What the user of a {@link CheckpointSourceProvider} wants besides the reference. Immutable.
 */
public final class CheckpointRequest {
    private final WeightVariant variant;
    private final ProgressListener listener;
    private final Cancellation cancellation;
    private final ClassLoader classLoader;
    private final Optional<Modality> modality;

    /**
     * Creates a request for a checkpoint whatever it predicts.
     *
     * @param variant which of the stored precisions to fetch
     * @param listener receives progress
     * @param cancellation stops the request
     * @param classLoader where resources are looked for
     */
    public CheckpointRequest(
            WeightVariant variant, ProgressListener listener, Cancellation cancellation, ClassLoader classLoader) {
        this(variant, listener, cancellation, classLoader, Optional.empty());
    }

    private CheckpointRequest(
            WeightVariant variant,
            ProgressListener listener,
            Cancellation cancellation,
            ClassLoader classLoader,
            Optional<Modality> modality) {
        this.modality = modality;
        this.variant = requireNonNull(variant, "variant");
        this.listener = requireNonNull(listener, "listener");
        this.cancellation = requireNonNull(cancellation, "cancellation");
        this.classLoader = requireNonNull(classLoader, "classLoader");
    }

    /** Returns the same request for a checkpoint that predicts {@code modality}. */
    public CheckpointRequest predicting(Modality modality) {
        return new CheckpointRequest(
                variant, listener, cancellation, classLoader, Optional.of(requireNonNull(modality, "modality")));
    }

    /**
     * Returns what the checkpoint has to predict, empty where everything will do. A source that fetches refuses another checkpoint
     * before its weights are fetched; one that need not fetch may leave that to whoever opens the checkpoint.
     */
    public Optional<Modality> modality() {
        return modality;
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
