package dev.marigold.training.data;

import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Records of equal size in a file, mapped in pieces that Java can address. Safe for use by several threads. */
final class MappedPictures {
    private static final long LARGEST_PIECE = 1L << 30;

    private final List<MappedByteBuffer> pieces = new ArrayList<>();
    private final int bytes;
    private final int perPiece;

    /**
     * Maps a file.
     *
     * @param offset of the first record
     * @param count at least 1
     * @param bytes of a record, in [1, 2^30]
     */
    MappedPictures(Path file, long offset, int count, int bytes) throws IOException {
        this.bytes = bytes;
        this.perPiece = (int) (LARGEST_PIECE / bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long wanted = offset + (long) count * bytes;
            if (channel.size() < wanted) {
                throw new InvalidDatasetException(
                        file + " must have " + wanted + " bytes for its header, got " + channel.size());
            }
            for (long first = 0; first < count; first += perPiece) {
                long length = Math.min(perPiece, count - first) * bytes;
                pieces.add(channel.map(MapMode.READ_ONLY, offset + first * bytes, length));
            }
        }
    }

    /** Returns a copy of one record. */
    ByteBuffer get(int index) {
        byte[] copy = new byte[bytes];
        pieces.get(index / perPiece).get(index % perPiece * bytes, copy);
        return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    }
}
