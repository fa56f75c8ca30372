package dev.marigold.image;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes maps as PNG pictures. */
final class PngWriter implements DepthWriter {
    private final Function<FloatTensor, BufferedImage> painter;

    PngWriter(Function<FloatTensor, BufferedImage> painter) {
        this.painter = painter;
    }

    @Override
    public void write(FloatTensor map, Path file) throws IOException {
        BufferedImage image = painter.apply(MapShape.require(map));
        WholeFile.write(file, out -> PngEncoder.encode(image, out));
    }

    static BufferedImage color(FloatTensor map, Colormap colormap) {
        int width = map.shape().extent(1);
        BufferedImage image = new BufferedImage(width, map.shape().extent(0), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                row[x] = colormap.colorOf(map.get(y * width + x));
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        return image;
    }

    static BufferedImage grey(FloatTensor map) {
        int width = map.shape().extent(1);
        BufferedImage image = new BufferedImage(width, map.shape().extent(0), BufferedImage.TYPE_USHORT_GRAY);
        short[] levels = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < levels.length; i++) {
            float value = map.get(i);
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("map must have no NaN to become a 16-bit PNG, got one at ("
                        + i % width + ", " + i / width + "); NPY and PFM files keep it");
            }
            levels[i] = (short) (Math.min(Math.max(value, 0), 1) * 65535);
        }
        return image;
    }
}
