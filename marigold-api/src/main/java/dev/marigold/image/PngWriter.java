package dev.marigold.image;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Writes maps as PNG pictures. */
final class PngWriter {
    private PngWriter() {}

    static void writeColor(FloatTensor map, Colormap colormap, Path file) throws IOException {
        int width = map.shape().extent(1);
        BufferedImage image = new BufferedImage(width, map.shape().extent(0), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                row[x] = colormap.colorOf(map.get(y * width + x));
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        WholeFile.write(file, out -> PngEncoder.encode(image, out));
    }

    static void writeGrey16(FloatTensor map, Path file) throws IOException {
        int width = map.shape().extent(1);
        short[] levels = new short[Math.toIntExact(map.shape().elementCount())];
        for (int i = 0; i < levels.length; i++) {
            float value = map.get(i);
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("map must have no NaN to become a 16-bit PNG, got one at ("
                        + i % width + ", " + i / width + "); NPY and PFM files keep it");
            }
            levels[i] = (short) (Math.min(Math.max(value, 0), 1) * 65535);
        }
        WholeFile.write(file, out -> PngEncoder.encodeGrey16(levels, width, out));
    }
}
