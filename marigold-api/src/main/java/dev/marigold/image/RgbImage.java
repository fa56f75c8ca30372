package dev.marigold.image;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.InvalidImageException;
import dev.marigold.internal.file.InputFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture: red, green and blue, 8 or 16 bits each, sRGB. Immutable and safe for use by several threads.
 *
 * <p>Files are PNG, JPEG, TIFF, GIF, BMP, WBMP or what other ImageIO readers on the class path know; of several frames or pages the first
 * counts, as large as it is stored. What is read is what a viewer shows: the EXIF orientation is applied, transparent pixels are composited over white, grey is
 * replicated, palettes are resolved, pictures with an RGB or CMYK colour profile that their reader honours are converted to sRGB, CMYK
 * without a profile by {@code (1 - c)(1 - k)}. 16-bit samples stay 16-bit. Grey samples are taken as they are stored, and where a
 * grey PNG of 2 or 4 bits names one of them transparent, that one too.
 */
public final class RgbImage {
    private static final String UNNAMED = "image";

    private final String name;
    private final int width;
    private final int height;
    private final Samples samples;

    RgbImage(String name, int width, int height, Samples samples) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /**
     * Reads a picture within the {@linkplain ImageLimits#defaults() default limits}.
     *
     * @throws InvalidImageException if the file is not a picture, is damaged, incomplete, too large or of an unsupported kind
     * @throws IOException if the file cannot be read
     */
    public static RgbImage read(Path file) throws IOException {
        return read(file, ImageLimits.defaults());
    }

    /**
     * Reads a picture.
     *
     * @throws InvalidImageException if the file is not a picture, is damaged, incomplete, larger than {@code limits} or of an unsupported
     *     kind
     * @throws IOException if the file cannot be read
     */
    public static RgbImage read(Path file, ImageLimits limits) throws IOException {
        try (InputStream in = InputFile.open(file)) {
            return read(in, file.toString(), limits);
        }
    }

    /**
     * Reads a picture from a stream, to its end. The caller closes the stream.
     *
     * @param name what to call the picture in messages
     * @throws InvalidImageException if the bytes are not a picture, are damaged, incomplete, larger than {@code limits} or of an
     *     unsupported kind
     * @throws IOException if the stream cannot be read
     */
    public static RgbImage read(InputStream in, String name, ImageLimits limits) throws IOException {
        return ImageDecoder.decodeUpright(readBytes(in, name, limits), name, limits);
    }

    /**
     * Reads a picture as {@link #read(InputStream, String, ImageLimits)} does, but leaves its pixels where they are stored: the EXIF
     * orientation is not applied. For pictures that go with a map of the same stored pixels.
     *
     * @param name what to call the picture in messages
     * @throws InvalidImageException if the bytes are not a picture, are damaged, incomplete, larger than {@code limits} or of an
     *     unsupported kind
     * @throws IOException if the stream cannot be read
     */
    public static RgbImage readAsStored(InputStream in, String name, ImageLimits limits) throws IOException {
        return ImageDecoder.decode(readBytes(in, name, limits), name, limits);
    }

    static byte[] readBytes(InputStream in, String name, ImageLimits limits) throws IOException {
        requireNonNull(name, "name");
        byte[] bytes = in.readNBytes((int) limits.maxBytes() + 1);
        if (bytes.length > limits.maxBytes()) {
            throw new InvalidImageException(
                    name + " must have at most " + limits.maxBytes() + " bytes under " + limits + ", got more");
        }
        return bytes;
    }

    /**
     * Returns a copy of a decoded picture.
     *
     * @param image any colour model of integer samples with at most 16 bits
     * @throws InvalidImageException if samples are of another kind
     */
    public static RgbImage of(BufferedImage image) {
        return new RgbImage(UNNAMED, image.getWidth(), image.getHeight(), PixelReader.read(image, UNNAMED));
    }

    /**
     * Returns a picture over a copy of 8-bit samples.
     *
     * @param width at least 1
     * @param height at least 1
     * @param rgb unsigned red, green, blue of one pixel after the other, rows from the top; {@code 3 * width * height} values
     * @throws IllegalArgumentException if a size is below 1 or the number of values is another
     */
    public static RgbImage ofRgb(int width, int height, byte... rgb) {
        requireSize(width, height, rgb.length);
        return new RgbImage(UNNAMED, width, height, Samples.of(rgb.clone()));
    }

    /**
     * Returns a picture over a copy of 16-bit samples.
     *
     * @param width at least 1
     * @param height at least 1
     * @param rgb unsigned red, green, blue of one pixel after the other, rows from the top; {@code 3 * width * height} values
     * @throws IllegalArgumentException if a size is below 1 or the number of values is another
     */
    public static RgbImage ofRgb16(int width, int height, short... rgb) {
        requireSize(width, height, rgb.length);
        return new RgbImage(UNNAMED, width, height, Samples.of(rgb.clone()));
    }

    /** Returns what the picture was read from; {@code image} if it was made in memory. */
    public String name() {
        return name;
    }

    /** Returns the width in pixels, at least 1. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels, at least 1. */
    public int height() {
        return height;
    }

    /** Returns the number of bits per sample, 8 or 16. */
    public int bitsPerSample() {
        return samples.bits();
    }

    /** Returns a new tensor of the pixels, shape {@code [1, 3, H, W]}, in [0, 1]: sample / 255 or sample / 65535. */
    public FloatTensor toTensor() {
        int pixels = width * height;
        float maximum = samples.maximum();
        float[] values = new float[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = samples.get(3 * i) / maximum;
            values[pixels + i] = samples.get(3 * i + 1) / maximum;
            values[2 * pixels + i] = samples.get(3 * i + 2) / maximum;
        }
        return FloatTensor.wrap(Shape.of(1, 3, height, width), values);
    }

    /**
     * Copies one row of one channel, with the values that {@link #toTensor()} has.
     *
     * @param channel 0 for red, 1 for green, 2 for blue
     * @param y in [0, height), from the top
     * @param values receives the row, {@link #width()} values
     * @throws IndexOutOfBoundsException if there is no such row or channel, or {@code values} is shorter than a row
     */
    public void copyRow(int channel, int y, float[] values) {
        Objects.checkIndex(channel, 3);
        Objects.checkIndex(y, height);
        float maximum = samples.maximum();
        for (int x = 0; x < width; x++) {
            values[x] = samples.get(3 * (y * width + x) + channel) / maximum;
        }
    }

    /**
     * Returns a copy of a rectangle of this picture.
     *
     * @param left the first column
     * @param top the first row
     * @param newWidth at least 1
     * @param newHeight at least 1
     * @throws IllegalArgumentException if the rectangle is empty or not inside the picture
     */
    public RgbImage crop(int left, int top, int newWidth, int newHeight) {
        if (newWidth < 1
                || newHeight < 1
                || left < 0
                || top < 0
                || left > width - newWidth
                || top > height - newHeight) {
            throw new IllegalArgumentException("crop must be inside " + width + "x" + height + ", got " + newWidth + "x"
                    + newHeight + " at (" + left + ", " + top + ")");
        }
        Samples cropped = samples.blank(3 * newWidth * newHeight);
        for (int y = 0; y < newHeight; y++) {
            samples.copyTo(3 * ((top + y) * width + left), cropped, 3 * y * newWidth, 3 * newWidth);
        }
        return new RgbImage(name, newWidth, newHeight, cropped);
    }

    /**
     * Returns one pixel as 0xRRGGBB; 16-bit samples are rounded to 8 bits.
     *
     * @param x in [0, width), from the left
     * @param y in [0, height), from the top
     * @throws IndexOutOfBoundsException if the pixel is outside the picture
     */
    public int rgb8(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of a picture of " + width + "x" + height);
        }
        int first = 3 * (y * width + x);
        return level8(first) << 16 | level8(first + 1) << 8 | level8(first + 2);
    }

    private int level8(int sample) {
        return (samples.get(sample) * 255 + samples.maximum() / 2) / samples.maximum();
    }

    RgbImage turned(Orientation orientation) {
        int newWidth = orientation.swapsAxes() ? height : width;
        int newHeight = orientation.swapsAxes() ? width : height;
        Samples turned = samples.blank(samples.length());
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int from = 3 * (orientation.storedY(x, y, height) * width + orientation.storedX(x, y, width));
                int to = 3 * (y * newWidth + x);
                for (int c = 0; c < 3; c++) {
                    turned.set(to + c, samples.get(from + c));
                }
            }
        }
        return new RgbImage(name, newWidth, newHeight, turned);
    }

    /** Returns the name, size and depth, not the pixels. */
    @Override
    public String toString() {
        return "RgbImage[" + name + ", " + width + "x" + height + ", " + samples.bits() + " bit]";
    }

    private static void requireSize(int width, int height, int length) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, got " + width + " and " + height);
        }
        if (3L * width * height != length) {
            throw new IllegalArgumentException("rgb must have " + 3L * width * height + " values for " + width + "x"
                    + height + " pixels, got " + length);
        }
    }
}
