package dev.marigold.image;

import dev.marigold.error.InvalidImageException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Reads sRGB samples out of any {@link BufferedImage}. Works on the raster: {@link BufferedImage#getRGB} rounds to 8 bits and, for grey
 * pictures, converts from a linear colour space that the stored values are not in.
 */
final class PixelReader {
    private final Raster raster;
    private final ColorModel model;
    private final int[] bits;
    private final int maximum;
    private final boolean grey;
    private final boolean cmyk;

    private PixelReader(BufferedImage image, boolean wide) {
        raster = image.getRaster();
        model = image.getColorModel();
        bits = model.getComponentSize();
        maximum = wide ? 0xffff : 0xff;
        grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        cmyk = model.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }

    static Samples read(BufferedImage image, String name) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return readPalette(image.getRaster(), palette);
        }
        int depth = requireDepth(image, name);
        boolean wide = depth > Byte.SIZE;
        return new PixelReader(ColorManagement.toSrgb(image, wide), wide).read();
    }

    /**
     * Returns the stored numbers of a picture with one 16-bit channel, {@code [H, W]}.
     *
     * @throws InvalidImageException if it is of another kind
     */
    static FloatTensor readGrey16(BufferedImage image, String name) {
        Raster raster = image.getRaster();
        int bits = image.getColorModel().getComponentSize(0);
        if (raster.getNumBands() != 1 || bits != Short.SIZE || image.getColorModel() instanceof IndexColorModel) {
            throw new InvalidImageException(name + " must be grey with 16 bits per pixel, got " + raster.getNumBands()
                    + " channel(s) of " + bits + " bits");
        }
        Shape shape = Shape.of(raster.getHeight(), raster.getWidth());
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        return FloatTensor.wrap(shape, raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, values));
    }

    private static int requireDepth(BufferedImage image, String name) {
        int depth =
                Arrays.stream(image.getColorModel().getComponentSize()).max().orElse(0);
        int type = image.getRaster().getTransferType();
        boolean fractional = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        if (fractional || type == DataBuffer.TYPE_SHORT || depth < 1 || depth > Short.SIZE) {
            throw new InvalidImageException(name + " must have unsigned integer samples of 1 to 16 bits, got " + depth
                    + "-bit " + (fractional ? "floating-point numbers" : "integers"));
        }
        return depth;
    }

    private static Samples readPalette(Raster raster, IndexColorModel palette) {
        byte[] rgb = new byte[Math.toIntExact(3L * raster.getWidth() * raster.getHeight())];
        int[] row = new int[raster.getWidth()];
        for (int y = 0, at = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, row);
            for (int index : row) {
                int alpha = palette.getAlpha(index);
                rgb[at++] = (byte) overWhite(palette.getRed(index), alpha, 0xff);
                rgb[at++] = (byte) overWhite(palette.getGreen(index), alpha, 0xff);
                rgb[at++] = (byte) overWhite(palette.getBlue(index), alpha, 0xff);
            }
        }
        return Samples.of(rgb);
    }

    private Samples read() {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int length = Math.toIntExact(3L * width * raster.getHeight());
        Samples samples = maximum == 0xff ? Samples.of(new byte[length]) : Samples.of(new short[length]);
        int[] row = new int[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                readPixel(row, x * bands, samples, 3 * (y * width + x));
            }
        }
        return samples;
    }

    private void readPixel(int[] row, int from, Samples samples, int to) {
        int alpha = model.hasAlpha() ? widen(row, from, model.getNumColorComponents()) : maximum;
        for (int c = 0; c < 3; c++) {
            int value = cmyk ? inked(row, from, c) : widen(row, from, grey ? 0 : c);
            samples.set(to + c, alpha == maximum ? value : flatten(value, alpha));
        }
    }

    private int inked(int[] row, int from, int ink) {
        long light = (long) maximum - widen(row, from, ink);
        long paper = (long) maximum - widen(row, from, 3);
        return (int) ((light * paper + maximum / 2) / maximum);
    }

    private int flatten(int value, int alpha) {
        return model.isAlphaPremultiplied()
                ? Math.min(value + maximum - alpha, maximum)
                : overWhite(value, alpha, maximum);
    }

    private int widen(int[] row, int from, int band) {
        int full = (1 << bits[band]) - 1;
        int value = row[from + band];
        return full == maximum ? value : (int) (((long) value * maximum + full / 2) / full);
    }

    private static int overWhite(int value, int alpha, int maximum) {
        return (int) (((long) value * alpha + (long) maximum * (maximum - alpha) + maximum / 2) / maximum);
    }
}
