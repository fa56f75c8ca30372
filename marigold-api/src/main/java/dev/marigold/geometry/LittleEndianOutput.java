package dev.marigold.geometry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in a stream, the lowest byte first. Gathers them; whoever has written the last has to flush. */
final class LittleEndianOutput {
    private static final int CAPACITY = 1 << 16;
    private static final int LARGEST_NUMBER = Integer.BYTES;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

    LittleEndianOutput(OutputStream out) {
        this.out = out;
    }

    void putByte(int value) throws IOException {
        room().put((byte) value);
    }

    void putShort(int value) throws IOException {
        room().putShort((short) value);
    }

    void putInt(int value) throws IOException {
        room().putInt(value);
    }

    void putFloat(float value) throws IOException {
        room().putFloat(value);
    }

    void putBytes(byte[] bytes) throws IOException {
        flush();
        out.write(bytes);
    }

    /** Hands everything on to the stream. */
    void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room() throws IOException {
        if (buffer.remaining() < LARGEST_NUMBER) {
            flush();
        }
        return buffer;
    }
}
