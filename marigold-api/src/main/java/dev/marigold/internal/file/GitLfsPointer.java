package dev.marigold.internal.file;

import dev.marigold.error.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What Git LFS puts in the place of a file that was not fetched. Stateless. */
public final class GitLfsPointer {
    private static final ByteBuffer START = ByteBuffer.wrap("version ".getBytes(StandardCharsets.US_ASCII));

    private GitLfsPointer() {}

    /**
     * Refuses a file that is a pointer.
     *
     * @param file how messages call it
     * @param expected what it must be
     * @param content its first bytes; stays where it is
     * @throws ModelLoadException if they are those of a pointer
     */
    public static void refuse(String file, String expected, ByteBuffer content) {
        int length = Math.min(START.remaining(), content.remaining());
        if (content.slice(content.position(), length).equals(START)) {
            throw new ModelLoadException(
                    file + " must be " + expected + ", got a pointer of Git LFS; fetch the file with 'git lfs pull'");
        }
    }
}
