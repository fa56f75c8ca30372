package dev.marigold.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes files that are whole or not there: under a temporary name beside the target, then renamed. Stateless. */
public final class WholeFile {
    private static final int BUFFER = 1 << 16;

    private WholeFile() {}

    /**
     * Writes a file, in place of any of that name.
     *
     * @throws IOException if it cannot be written; what was there before is still there
     */
    public static void write(Path target, Content content) throws IOException {
        create(target, temporary -> {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), BUFFER)) {
                content.writeTo(out);
            }
        });
    }

    /**
     * Puts a file that somebody else makes in place of any of that name.
     *
     * @throws IOException if it cannot be made; what was there before is still there
     */
    public static void create(Path target, Maker maker) throws IOException {
        // Not Files.createTempFile: it makes files that only their owner may read.
        Path temporary = TemporaryName.beside(target);
        try {
            maker.make(temporary);
            move(temporary, target);
        } catch (FileSystemException e) {
            throw naming(target, temporary, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Gives a file, or a folder, another name in the same folder, in place of any of that name.
     *
     * @throws IOException if it cannot be renamed
     */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns a failure that speaks of the file or folder that was asked for, not of its temporary name. */
    static FileSystemException naming(Path target, Path temporary, FileSystemException failure) {
        if (!temporary.toString().equals(failure.getFile())) {
            return failure;
        }
        String name = target.toString();
        FileSystemException named;
        if (failure instanceof NoSuchFileException) {
            named = new NoSuchFileException(name, null, failure.getReason());
        } else if (failure instanceof AccessDeniedException) {
            named = new AccessDeniedException(name, null, failure.getReason());
        } else {
            named = new FileSystemException(name, null, failure.getReason());
        }
        named.initCause(failure);
        return named;
    }

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a file, or a link. */
    @FunctionalInterface
    public interface Maker {
        /** Makes a file at a place where there is none. */
        void make(Path file) throws IOException;
    }
}
