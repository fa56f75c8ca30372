package dev.marigold.scene.store;

import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.NpyHeader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A growing {@code .npy} file (NEP 1, format 1.0) whose items are written at their places, in any order. Safe for use by several threads. */
final class NpyStream implements Closeable {
    /** Room for the largest shapes, so that a later run can raise the number of items. */
    private static final int HEADER = 128;

    private final FileChannel file;
    private final int itemBytes;

    private NpyStream(FileChannel file, int itemBytes) {
        this.file = file;
        this.itemBytes = itemBytes;
    }

    /**
     * Opens a file, which keeps the items it has, and describes it.
     *
     * @param extents of all items, outermost first
     */
    static NpyStream open(Path path, int itemBytes, String type, List<Long> extents) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        NpyStream stream = new NpyStream(file, itemBytes);
        try {
            stream.writeFully(ByteBuffer.wrap(NpyHeader.write(type, extents, HEADER)), 0);
            return stream;
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, stream);
            throw e;
        }
    }

    /** Returns how large a file of so many items is. */
    static long size(long items, int itemBytes) {
        return HEADER + items * itemBytes;
    }

    void put(long index, ByteBuffer item) throws IOException {
        writeFully(item, size(index, itemBytes));
    }

    /** Cuts off what a run with a larger number may have left. */
    void cut(long items) throws IOException {
        file.truncate(size(items, itemBytes));
    }

    void force() throws IOException {
        file.force(true);
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new EOFException("Nothing could be written at byte " + at);
            }
            at += written;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
