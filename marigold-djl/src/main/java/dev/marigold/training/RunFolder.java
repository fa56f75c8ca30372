package dev.marigold.training;

import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.FolderLock;
import dev.marigold.training.state.CheckpointFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The output of a run, which other runs are kept out of until it is closed. */
final class RunFolder implements Closeable {
    private static final String KIND = "training";

    private final Path output;
    private final FolderLock lock;

    private RunFolder(Path output, FolderLock lock) {
        this.output = output;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is absent, and tidies up what a killed process has left.
     *
     * @throws IOException if another run has it, or it cannot be read or changed
     */
    static RunFolder open(TrainerSettings settings) throws IOException {
        Path output = Files.createDirectories(settings.output);
        RunFolder folder = new RunFolder(output, FolderLock.acquire(output, KIND));
        try {
            new CheckpointFolder(output, settings.keptCheckpoints).recover();
            return folder;
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, folder);
            throw e;
        }
    }

    /**
     * Refuses to write over the checkpoints of another run, or over later ones of the same.
     *
     * @param resumed the checkpoint that the run goes on from; exists
     * @throws IllegalArgumentException if there are such checkpoints; nothing was changed
     */
    void requireRoom(Optional<Path> resumed) throws IOException {
        Optional<Path> newest = CheckpointFolder.newest(output);
        if (newest.isEmpty()) {
            return;
        }
        String must = "output " + output + " must hold no checkpoint ";
        String got = ", got " + newest.get().getFileName();
        if (resumed.isEmpty()) {
            throw new IllegalArgumentException(must + "unless the training is resumed" + got);
        }
        if (!holds(resumed.get())) {
            throw new IllegalArgumentException(must + "unless it is the run that is resumed" + got);
        }
        Path checkpoint = named(resumed.get());
        if (CheckpointFolder.updates(newest.get()) > CheckpointFolder.updates(checkpoint)) {
            throw new IllegalArgumentException(must + "newer than the one to be resumed, " + checkpoint.getFileName()
                    + got + "; delete the newer ones, or resume into another folder");
        }
    }

    /** Returns whether a checkpoint that exists is in this folder, which may hold a link to it. */
    boolean holds(Path checkpoint) throws IOException {
        Path parent = named(checkpoint).toAbsolutePath().getParent();
        return parent != null && output.toRealPath().equals(parent.toRealPath());
    }

    /** Returns a checkpoint under the name of one: it may be a link that has it, or one to what has it. */
    private static Path named(Path checkpoint) throws IOException {
        return CheckpointFolder.updates(checkpoint) >= 0 ? checkpoint : checkpoint.toRealPath();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
