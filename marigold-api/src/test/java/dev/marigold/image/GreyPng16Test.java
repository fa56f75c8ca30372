package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidImageException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyPng16Test {
    @Test
    void everyNumberIsReadAsItIsStored(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("all.png"), allNumbers());

        FloatTensor read = GreyPng16.read(file);

        assertThat(read.shape()).isEqualTo(Shape.of(256, 256));
        for (int i = 0; i < 1 << 16; i++) {
            assertThat(read.get(i)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TYPE_BYTE_GRAY, 10, 1, 8",
        "TYPE_INT_RGB, 1, 3, 8",
        "TYPE_BYTE_INDEXED, 13, 1, 8",
    })
    void otherKindsOfPixelsAreRefused(String kind, int type, int channels, int bits) {
        byte[] png = Pictures.encode(new BufferedImage(2, 2, type), "png");

        assertThatThrownBy(() -> read(png))
                .as(kind)
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("map must be grey with 16 bits per pixel, got " + channels + " channel(s) of " + bits
                        + " bits");
    }

    @Test
    void everyCutIsRefused() {
        byte[] whole = Pictures.encode(new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY), "png");

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(InvalidImageException.class);
        }
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] png = Pictures.encode(new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY), "png");

        for (int bit = 0; bit < 8 * png.length; bit++) {
            byte[] damaged = png.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(damaged)).as("bit %d", bit).isInstanceOf(InvalidImageException.class);
        }
    }

    @Test
    void damageIsDescribed() {
        byte[] png = Pictures.encode(new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY), "png");
        png[20]++;

        assertThatThrownBy(() -> read(png))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("map must be intact, got a chunk at byte 12 with another checksum");
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read("not a picture".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("map must be a PNG picture, got 13 bytes of another kind");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.png");

        assertThatThrownBy(() -> GreyPng16.read(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    private static FloatTensor read(byte[] png) throws IOException {
        return GreyPng16.read(new ByteArrayInputStream(png), "map");
    }

    private static byte[] allNumbers() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_USHORT_GRAY);
        short[] values = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) i;
        }
        return Pictures.encode(image, "png");
    }
}
