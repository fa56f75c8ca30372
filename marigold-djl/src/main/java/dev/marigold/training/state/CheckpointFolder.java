package dev.marigold.training.state;

import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.WholeFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, a folder for each. A checkpoint is written under another name and renamed when it is complete, so whatever has
 * the name of a checkpoint is one, whenever the process was killed.
 */
public final class CheckpointFolder {
    private static final System.Logger LOGGER = System.getLogger(CheckpointFolder.class.getName());
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{8,})");
    private static final Pattern LEFT_OVER = Pattern.compile("\\.(checkpoint-\\d{8,})(\\.part|\\.old|\\.discarded)");
    private static final String UNFINISHED = ".part";
    private static final String REPLACED = ".old";
    private static final String DISCARDED = ".discarded";

    private final Path folder;
    private final int kept;
    private final FileStep steps;

    /**
     * Describes a folder.
     *
     * @param kept number of checkpoints that are not deleted for newer ones, at least 1
     */
    public CheckpointFolder(Path folder, int kept) {
        this(folder, kept, FileStep.IGNORED);
    }

    CheckpointFolder(Path folder, int kept, FileStep steps) {
        this.folder = folder;
        this.kept = kept;
        this.steps = steps;
    }

    /** Writes the files of a checkpoint. */
    @FunctionalInterface
    public interface Content {
        /** Writes into an empty directory. */
        void write(Path directory) throws IOException;
    }

    /**
     * Tidies up what a killed process has left, and returns the newest checkpoint.
     *
     * @throws IOException if the folder cannot be read or changed
     */
    public Optional<Path> recover() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        for (Path entry : entries()) {
            Matcher leftOver = LEFT_OVER.matcher(name(entry));
            if (leftOver.matches()) {
                Path original = folder.resolve(leftOver.group(1));
                if (leftOver.group(2).equals(REPLACED) && !Files.exists(original)) {
                    rename(entry, original);
                } else {
                    delete(entry);
                }
            }
        }
        return newest(folder);
    }

    /** Returns the newest checkpoint of a folder; empty if it has none. */
    public static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> NAME.matcher(name(entry)).matches())
                    .max(Comparator.comparingLong(CheckpointFolder::updates));
        }
    }

    /**
     * Writes a checkpoint. Old ones stay, see {@link #deleteOld}.
     *
     * @return where it is
     * @throws IOException if it cannot be written; nothing is left of it then, and older ones are still there
     */
    public Path write(long updates, Content content) throws IOException {
        Files.createDirectories(folder);
        String name = String.format(java.util.Locale.ROOT, "checkpoint-%08d", updates);
        Path target = folder.resolve(name);
        Path unfinished = folder.resolve("." + name + UNFINISHED);
        Path replaced = folder.resolve("." + name + REPLACED);
        delete(unfinished);
        steps.before("write " + name);
        Files.createDirectory(unfinished);
        try {
            content.write(unfinished);
            replace(target, unfinished, replaced);
        } catch (IOException | RuntimeException e) {
            // It may be large, and the disk may be full.
            AfterFailure.close(e, () -> delete(unfinished));
            throw e;
        }
        delete(replaced);
        return target;
    }

    /** Gives a checkpoint its name. One that has it gets it back if that fails. */
    private void replace(Path target, Path unfinished, Path replaced) throws IOException {
        if (!Files.exists(target)) {
            rename(unfinished, target);
            return;
        }
        rename(target, replaced);
        try {
            rename(unfinished, target);
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, () -> rename(replaced, target));
            throw e;
        }
    }

    /**
     * Deletes all checkpoints but the newest. One that cannot be deleted, such as while another program reads it, stays until the next time; a
     * warning says so.
     *
     * @throws IOException if the folder cannot be read
     */
    public void deleteOld() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path entry : entries()) {
            Matcher leftOver = LEFT_OVER.matcher(name(entry));
            if (NAME.matcher(name(entry)).matches()) {
                all.add(entry);
            } else if (leftOver.matches() && leftOver.group(2).equals(DISCARDED)) {
                tryTo(entry, () -> delete(entry));
            }
        }
        all.sort(Comparator.comparingLong(CheckpointFolder::updates));
        for (Path checkpoint : all.subList(0, Math.max(0, all.size() - kept))) {
            tryTo(checkpoint, () -> discard(checkpoint));
        }
    }

    private void discard(Path checkpoint) throws IOException {
        Path discarded = folder.resolve("." + name(checkpoint) + DISCARDED);
        delete(discarded);
        rename(checkpoint, discarded);
        delete(discarded);
    }

    private static void tryTo(Path old, Closeable deletion) {
        try {
            deletion.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "Cannot delete " + old + " yet", e);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        steps.before("rename " + name(from) + " to " + name(to));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void delete(Path directory) throws IOException {
        steps.before("delete " + name(directory));
        WholeFolder.delete(directory);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Returns the updates that a checkpoint was written after; -1 if the path is not named like one. */
    public static long updates(Path checkpoint) {
        Matcher matcher = NAME.matcher(name(checkpoint));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
