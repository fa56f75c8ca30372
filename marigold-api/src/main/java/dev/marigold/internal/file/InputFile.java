package dev.marigold.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
        requireFile(file);
        return Files.readAllBytes(file);
    }

    /**
     * Returns the text of a file; throws like {@link #open}.
     *
     * @throws IOException if it is not text in UTF-8, too
     */
    public static String text(Path file) throws IOException {
        return text(file, bytes(file));
    }

    /**
     * Returns the text that bytes of a file are.
     *
     * @throws IOException if they are not text in UTF-8
     */
    public static String text(Path file, byte[] bytes) throws IOException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " must be text in UTF-8, got something else", e);
        }
    }
}
