package dev.marigold.djl.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file that PyTorch loads a program from: an archive, not compressed, of the text and of a pickled object without attributes of its
 * own (PyTorch 2.7, {@code torch/csrc/jit/docs/serialization.md}).
 */
public final class ScriptArchive {
    /** The program format; below 4 PyTorch would look for operators as they were years ago. */
    private static final String VERSION = "10\n";

    /** An instance of {@code __torch__.Network} with {@code training = False}, in the opcodes of pickle protocol 2. */
    private static final String OBJECT =
            "\u0080\u0002c__torch__\nNetwork\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0089ub.";

    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private ScriptArchive() {}

    /** Returns the bytes of the archive. */
    public static byte[] of(ScriptProgram program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            put(archive, "data.pkl", OBJECT);
            put(archive, "constants.pkl", NO_CONSTANTS);
            put(archive, "code/__torch__.py", program.source());
            put(archive, "version", VERSION);
            put(archive, "byteorder", "little");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an archive into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream archive, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry("network/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        archive.putNextEntry(entry);
        archive.write(bytes);
        archive.closeEntry();
    }
}
