package dev.marigold.spi;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user of a {@link CheckpointSourceProvider} wants besides the reference. Immutable. */
public final class CheckpointRequest {
    private final WeightVariant variant;
    private final ProgressListener listener;
    private final Cancellation cancellation;
    private final ClassLoader classLoader;
    private final @Nullable Modality modality;
    private final boolean localOnly;

    private CheckpointRequest(Builder builder) {
        variant = builder.variant;
        listener = builder.listener;
        cancellation = builder.cancellation;
        classLoader = builder.classLoader;
        modality = builder.modality;
        localOnly = builder.localOnly;
    }

    /**
     * Returns the settings of a request for a checkpoint whatever it predicts, in any precision, from wherever it is, without a listener.
     *
     * @param classLoader where resources and sources are looked for
     */
    public static Builder builder(ClassLoader classLoader) {
        return new Builder(requireNonNull(classLoader, "classLoader"));
    }

    /**
     * Returns what the checkpoint has to predict, empty where everything will do. A source that fetches refuses another checkpoint
     * before its weights are fetched; one that need not fetch may leave that to whoever opens the checkpoint.
     */
    public Optional<Modality> modality() {
        return Optional.ofNullable(modality);
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

    /**
     * Returns whether only what is on this machine will do. A source must not use the network then, and answers with a {@link
     * dev.marigold.error.DownloadException} where it would have to.
     */
    public boolean isLocalOnly() {
        return localOnly;
    }

    /** Settings of a request. Confined to one thread. */
    public static final class Builder {
        private final ClassLoader classLoader;
        private WeightVariant variant = WeightVariant.ANY;
        private ProgressListener listener = ProgressListener.none();
        private Cancellation cancellation = new Cancellation();
        private @Nullable Modality modality;
        private boolean localOnly;

        private Builder(ClassLoader classLoader) {
            this.classLoader = classLoader;
        }

        /** Sets which of the stored precisions to fetch; {@link WeightVariant#ANY} by default. */
        public Builder variant(WeightVariant wanted) {
            variant = requireNonNull(wanted, "variant");
            return this;
        }

        /** Sets what receives progress. */
        public Builder listener(ProgressListener receiver) {
            listener = requireNonNull(receiver, "listener");
            return this;
        }

        /** Sets what stops the request. */
        public Builder cancellation(Cancellation stopping) {
            cancellation = requireNonNull(stopping, "cancellation");
            return this;
        }

        /** Asks for a checkpoint that predicts {@code modality}. */
        public Builder modality(Modality needed) {
            modality = requireNonNull(needed, "modality");
            return this;
        }

        /** Lets only what is on this machine do; by default the network is used. */
        public Builder localOnly() {
            localOnly = true;
            return this;
        }

        /** Returns the request. */
        public CheckpointRequest build() {
            return new CheckpointRequest(this);
        }
    }
}
