package dev.marigold.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files, with messages that name them where those of Java do not. Stateless. */
public final class InputFile {
    private InputFile() {}

    /**
     * Opens a file; the caller closes it.
     *
     * @throws IOException if it is missing, a directory, or cannot be read
     */
    public static InputStream open(Path file) throws IOException {
        requireFile(file);
        return Files.newInputStream(file);
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException((file.toString().isEmpty() ? "''" : file) + " must be a file, got a directory");
        }
    }

    /** Returns all bytes of a file; throws like {@link #open}. */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        }
    }

    /**
     * Returns the text of a file; throws like {@link #open}.
     *
     * @throws IOException if it is not text in UTF-8, too
     */
    public static String text(Path file) throws IOException {
        requireFile(file);
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " must be text in UTF-8, got something else", e);
        }
    }
}
