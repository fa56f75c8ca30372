package dev.marigold;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.provider.DefaultClassLoader;
import dev.marigold.internal.provider.ProviderIndex;
import dev.marigold.internal.source.CheckpointReferences;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/**
 * Finds the checkpoint that a reference names, as {@link DepthEstimator.Builder#checkpoint(String)} does, without opening it: to have it on the
 * machine before it is needed, or to start a training from it.
 */
public final class CheckpointFetcher {
    /** The reference of the checkpoint that is used where none is named. */
    public static final String BUNDLED = "classpath:META-INF/marigold/mini";

    private CheckpointFetcher() {}

    /**
     * Returns the settings of a request that looks where {@link DepthEstimator#builder()} does: in the context class loader of this thread, or
     * that of this library where that one does not see it.
     */
    public static CheckpointRequest.Builder request() {
        return CheckpointRequest.builder(DefaultClassLoader.get());
    }

    /**
     * Returns the directory of a checkpoint, after fetching what is not on this machine unless the request forbids it. Thread-safe.
     *
     * @param reference an existing directory, {@code file:DIRECTORY}, {@code classpath:FOLDER}, {@code hf:OWNER/NAME[@REVISION]}, or one that a
     *     plugin serves
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the reference does not have the form that its source asks for
     * @throws ModelLoadException if the reference names nothing, or nothing that a remote host shows, or a checkpoint that predicts something
     *     else than requested
     * @throws ProviderUnavailableException if no source serves the scheme of the reference
     * @throws dev.marigold.error.CancelledException if the request was cancelled or the thread interrupted
     * @throws dev.marigold.error.DownloadException if a remote host does not deliver, refuses, or must not be asked
     */
    public static Path fetch(String reference, CheckpointRequest request) throws IOException {
        ProviderIndex<CheckpointSourceProvider> sources = ProviderIndex.checkpointSources(request.classLoader());
        try {
            Path directory = new CheckpointReferences(sources.byId()).resolve(reference, request);
            if (request.modality().isPresent()) {
                requireModality(reference, directory, request.modality().get());
            }
            return directory;
        } catch (ProviderUnavailableException | ModelLoadException e) {
            throw sources.explain(e);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The fetching was cancelled: its thread was interrupted", e);
        }
    }

    private static void requireModality(String reference, Path directory, Modality needed) throws IOException {
        Modality modality = PipelineConfig.read(directory).modality();
        if (modality != needed) {
            throw new ModelLoadException(reference + " must be a checkpoint that predicts " + needed
                    + ", got one that predicts " + modality);
        }
    }
}
