package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.dataset.DepthSample;
import dev.marigold.error.InvalidDatasetException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayDatasetTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeArrays() throws IOException {
        byte[] pixels = new byte[2 * 2 * 3 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (7 * i);
        }
        writeBytes(folder.resolve("rgb.npy"), "(2, 2, 3, 3)", pixels);
        NpyFile.write(
                FloatTensor.copyOf(Shape.of(2, 2, 3), 1, 2, 3, 4, 5, 6, 0.5f, 0, 2.5f, 3.5f, 4.5f, 5.5f),
                folder.resolve("depth.npy"));
    }

    private static void writeBytes(Path file, String shape, byte[] values) throws IOException {
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.array());
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.write(values);
        }
    }

    @Test
    void samplesAreRecordsOfTheArrays() throws IOException {
        DepthSample sample = ArrayDataset.open(folder).sample(1);

        assertThat(sample.image().width()).isEqualTo(3);
        assertThat(sample.image().toTensor().get(0)).isEqualTo((7 * 18 & 0xff) / 255f);
        assertThat(sample.groundTruth().depth().toArray()).containsExactly(0.5f, 0, 2.5f, 3.5f, 4.5f, 5.5f);
        assertThat(sample.groundTruth().valid().toArray()).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void arraysOfOtherExtentsAreRefused() throws IOException {
        NpyFile.write(FloatTensor.wrap(Shape.of(2, 3, 2), new float[12]), folder.resolve("depth.npy"));

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(folder.resolve("depth.npy")
                        + " must have the extents of rgb.npy [2, 2, 3, 3] without the last, 3, got [2, 3, 2]");
    }

    @Test
    void truncatedArraysAreRefused() throws IOException {
        writeBytes(folder.resolve("rgb.npy"), "(2, 2, 3, 3)", new byte[35]);

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(folder.resolve("rgb.npy") + " must have ");
    }

    @Test
    void headersBeyondTheEndAreRefused() throws IOException {
        Path file = folder.resolve("rgb.npy");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, '{', '}'});

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " must hold a header of 4294967295 bytes, got 2");
    }
}
