package dev.marigold.dataset.hypersim;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, bytes.toByteArray());
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
