package dev.marigold.cli.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that are part of the page. */
final class DataUri {
    private static final float PHOTO_QUALITY = 0.85f;

    private DataUri() {}

    /** Returns a map, exactly. */
    static String png(BufferedImage image) throws IOException {
        return encode(image, "png", 1);
    }

    /** Returns a photograph. */
    static String jpeg(Tile... rgb) throws IOException {
        BufferedImage image = new BufferedImage(rgb[0].width(), rgb[0].height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = 0;
                for (Tile channel : rgb) {
                    colour = colour << 8 | Math.round(channel.get(x, y) * 255);
                }
                image.setRGB(x, y, colour);
            }
        }
        return encode(image, "jpeg", PHOTO_QUALITY);
    }

    private static String encode(BufferedImage image, String format, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (quality < 1) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
