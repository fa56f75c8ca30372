package dev.marigold.dataset.hypersim;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Path;

/** Writes pictures of a frame's size, whole or not at all. */
final class PngFile {
    private PngFile() {}

    static void writeRgb(Path file, byte[] rgb) throws IOException {
        BufferedImage image = new BufferedImage(RawFrame.WIDTH, RawFrame.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, RawFrame.WIDTH, RawFrame.HEIGHT, rgb);
        write(file, image);
    }

    static void writeGrey16(Path file, short[] values) throws IOException {
        BufferedImage image = new BufferedImage(RawFrame.WIDTH, RawFrame.HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        short[] pixels = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(values, 0, pixels, 0, values.length);
        write(file, image);
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        WholeFile.write(file, out -> PngEncoder.encode(image, out));
    }
}
