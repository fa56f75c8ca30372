package dev.marigold.dataset.hypersim;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Writes pictures of a frame's size, whole or not at all. */
final class PngFile {
    private PngFile() {}

    static void writeRgb(Path file, byte[] rgb) throws IOException {
        BufferedImage image = new BufferedImage(RawFrame.WIDTH, RawFrame.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, RawFrame.WIDTH, RawFrame.HEIGHT, rgb);
        WholeFile.write(file, out -> PngEncoder.encode(image, out));
    }

    static void writeGrey16(Path file, short[] values) throws IOException {
        WholeFile.write(file, out -> PngEncoder.encodeGrey16(values, RawFrame.WIDTH, out));
    }
}
