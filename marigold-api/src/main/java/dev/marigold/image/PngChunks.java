package dev.marigold.image;

import dev.marigold.error.InvalidImageException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The frame of a PNG file: a signature, then chunks of length, type, data and checksum up to {@code IEND} (ISO/IEC 15948, section 5).
 * The JDK's reader checks no checksum, and a flipped bit in a map of depths would be a wrong depth.
 */
final class PngChunks {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int END = 0x49454e44;
    /** Length, type and checksum. */
    private static final int FRAME = 12;

    private PngChunks() {}

    static void requireIntact(byte[] bytes, String name) {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (bytes.length < Long.BYTES || data.getLong() != SIGNATURE) {
            throw new InvalidImageException(
                    name + " must be a PNG picture, got " + bytes.length + " bytes of another kind");
        }
        int type = 0;
        while (type != END) {
            if (data.remaining() < FRAME
                    || Integer.toUnsignedLong(data.getInt(data.position())) > data.remaining() - FRAME) {
                throw new InvalidImageException(name + " must be complete, got " + bytes.length + " bytes");
            }
            int length = data.getInt();
            type = data.getInt(data.position());
            requireChecksum(data, length + Integer.BYTES, name);
        }
    }

    private static void requireChecksum(ByteBuffer data, int length, String name) {
        int start = data.position();
        CRC32 checksum = new CRC32();
        checksum.update(data.slice(start, length));
        data.position(start + length);
        if (data.getInt() != (int) checksum.getValue()) {
            throw new InvalidImageException(
                    name + " must be intact, got a chunk at byte " + start + " with another checksum");
        }
    }
}
