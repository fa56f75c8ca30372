package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.internal.file.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** The picture on a mesh, as a file format wants it. */
final class Texture {
    private Texture() {}

    /** Writes a picture as an 8-bit PNG. */
    static void encode(RgbImage picture, OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = picture.rgb8(x, y);
            }
            image.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        PngEncoder.encode(image, out);
    }
}
