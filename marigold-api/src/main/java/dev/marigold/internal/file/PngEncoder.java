package dev.marigold.internal.file;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes PNG pictures in memory; ImageIO's own shortcut goes through a file in a directory of its choice. Stateless. */
public final class PngEncoder {
    private PngEncoder() {}

    /**
     * Writes an encoded picture to a stream, which stays open.
     *
     * @throws IOException if the stream refuses
     */
    public static void encode(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
    }

    /**
     * Writes an encoded picture of one channel of 16 bits to a stream, which stays open.
     *
     * @param levels row by row, to be read without sign
     * @throws IOException if the stream refuses
     */
    public static void encodeGrey16(short[] levels, int width, OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(width, levels.length / width, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setDataElements(0, 0, width, image.getHeight(), levels);
        encode(image, out);
    }
}
