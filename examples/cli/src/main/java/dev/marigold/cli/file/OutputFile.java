package dev.marigold.cli.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are whole or as they were. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Writes a text in UTF-8.
     *
     * @return the file
     */
    public static Path write(Path file, String text) throws IOException {
        return create(file, temporary -> Files.writeString(temporary, text));
    }

    /**
     * Puts what somebody else writes in place of any file of that name; where that is a link to a file, in place of what it leads to.
     *
     * @return the file
     */
    public static Path create(Path file, Maker maker) throws IOException {
        Path place = Files.exists(file) ? file.toRealPath() : file;
        try (Temporary temporary = Temporary.beside(place)) {
            maker.make(temporary.path());
            move(temporary.path(), place);
        } catch (NoSuchFileException e) {
            // A temporary name says nothing to whoever asked for this one.
            throw String.valueOf(e.getFile()).endsWith(Temporary.SUFFIX) ? new NoSuchFileException(file.toString()) : e;
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes a file or a folder. */
    @FunctionalInterface
    public interface Maker {
        /** Writes all of it to where nothing is yet. */
        void make(Path file) throws IOException;
    }
}
