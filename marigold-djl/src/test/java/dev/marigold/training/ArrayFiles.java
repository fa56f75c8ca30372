package dev.marigold.training;

import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes the files of {@link dev.marigold.training.data.ArrayDataset}. */
public final class ArrayFiles {
    private ArrayFiles() {}

    /** Writes pictures of noise, {@code [count, height, width, 3]}. */
    public static void writePictures(Path folder, int count, int height, int width) throws IOException {
        byte[] pixels = new byte[count * height * width * 3];
        new Random(1).nextBytes(pixels);
        writeBytes(folder.resolve("rgb.npy"), "(" + count + ", " + height + ", " + width + ", 3)", pixels);
    }

    /** Writes depths of noise, {@code [count, height, width]}. */
    public static void writeDepths(Path folder, long seed, int count, int height, int width) throws IOException {
        Random random = new Random(seed);
        float[] metres = new float[count * height * width];
        for (int i = 0; i < metres.length; i++) {
            metres[i] = 1 + random.nextFloat();
        }
        NpyFile.write(FloatTensor.wrap(Shape.of(count, height, width), metres), folder.resolve("depth.npy"));
    }

    /** Writes an array of bytes. */
    public static void writeBytes(Path file, String shape, byte[] values) throws IOException {
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.array());
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.write(values);
        }
    }
}
