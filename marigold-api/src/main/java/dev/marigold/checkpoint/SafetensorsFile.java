package dev.marigold.checkpoint;

import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.GitLfsPointer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes of length, a JSON object that says where each tensor lies, then the tensors without
 * gaps. Opening a file reads the header only and checks it completely, so that a {@link Weight} never reaches outside its file.
 * Immutable.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public final class SafetensorsFile {
    // The reference implementation refuses longer headers, too.
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final Weights weights;
    private final Map<String, String> metadata;

    private SafetensorsFile(Path file, Weights weights, Map<String, String> metadata) {
        this.file = file;
        this.weights = weights;
        this.metadata = metadata;
    }

    /**
     * Reads the header of a file.
     *
     * @param file may be a symbolic link; the weights refer to what it points to
     * @throws IOException if the file is absent or cannot be read
     * @throws ModelLoadException if the file is damaged or of another format; names the file, the tensor, the rule and the value
     */
    public static SafetensorsFile open(Path file) throws IOException {
        Path real = file.toRealPath();
        try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
            ByteBuffer json = readHeader(file, channel);
            long dataStart = Long.BYTES + (long) json.remaining();
            SafetensorsHeader header = new SafetensorsHeader(file, real, dataStart, channel.size() - dataStart);
            header.parse(json);
            return new SafetensorsFile(real, new Weights(file.toString(), header.weights()), header.metadata());
        }
    }

    /** Returns the file, with symbolic links resolved. */
    public Path file() {
        return file;
    }

    /** Returns the tensors. */
    public Weights weights() {
        return weights;
    }

    /** Returns what the writer noted under {@code __metadata__}; unmodifiable, often empty. */
    public Map<String, String> metadata() {
        return metadata;
    }

    private static ByteBuffer readHeader(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new ModelLoadException(
                    file + " must start with 8 bytes of header length, got a file of " + size + " bytes");
        }
        ByteBuffer start = read(file, channel, 0, Long.BYTES);
        GitLfsPointer.refuse(file.toString(), "a safetensors file", start);
        long length = start.getLong();
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw new ModelLoadException(file + " must have a header of at most " + MAX_HEADER_BYTES + " bytes, got "
                    + Long.toUnsignedString(length) + "; it is no safetensors file");
        }
        if (length > size - Long.BYTES) {
            throw new ModelLoadException(file + " must hold its header of " + length + " bytes, got a file of " + size
                    + " bytes; it is incomplete: fetch it again");
        }
        return read(file, channel, Long.BYTES, (int) length);
    }

    private static ByteBuffer read(Path file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public String toString() {
        return "SafetensorsFile[" + weights.source() + ", " + weights.names().size() + " tensors]";
    }
}
