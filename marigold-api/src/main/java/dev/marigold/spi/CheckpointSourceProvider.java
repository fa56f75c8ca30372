package dev.marigold.spi;

import java.io.IOException;
import java.nio.file.Path;

/** Brings the checkpoints of one kind of reference to a local directory. */
public interface CheckpointSourceProvider {
    /**
     * Returns the scheme of the references this source serves, such as {@code hf} in {@code hf:owner/name}: {@code [a-z][a-z0-9-]+}, unique.
     * A single letter before a colon is a drive.
     */
    String id();

    /**
     * Makes a checkpoint available on the local disk.
     *
     * @param reference what follows the scheme and its colon
     * @return a directory in the diffusers layout; it stays as it is as long as a backend may use it
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the reference does not have the form this source asks for
     * @throws dev.marigold.error.CancelledException if the request was cancelled or the thread interrupted
     * @throws dev.marigold.error.DownloadException if a remote host does not deliver, refuses, or must not be asked
     * @throws dev.marigold.error.ModelLoadException if the reference names nothing, or nothing that a remote host shows
     */
    Path resolve(String reference, CheckpointRequest request) throws IOException;
}
