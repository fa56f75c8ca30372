package dev.marigold.image;

import dev.marigold.error.InvalidImageException;
import dev.marigold.tensor.FloatTensor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes one encoded picture held in memory. */
final class ImageDecoder {
    private static final Pattern LOST_PIXELS = Pattern.compile("Truncated|premature end of data|bad Huffman code");

    private final byte[] bytes;
    private final String name;
    private final ImageLimits limits;

    private ImageDecoder(byte[] bytes, String name, ImageLimits limits) {
        this.bytes = bytes;
        this.name = name;
        this.limits = limits;
    }

    /** Decodes a picture, its pixels where they are stored. */
    static RgbImage decode(byte[] bytes, String name, ImageLimits limits) {
        return new ImageDecoder(bytes, name, limits).decode(image -> rgb(image, name));
    }

    /** Decodes a picture and turns it as its EXIF orientation says. */
    static RgbImage decodeUpright(byte[] bytes, String name, ImageLimits limits) {
        return new ImageDecoder(bytes, name, limits).decode(image -> {
            RgbImage stored = rgb(image, name);
            Orientation orientation = Orientation.of(bytes);
            return orientation == Orientation.UPRIGHT ? stored : stored.turned(orientation);
        });
    }

    /** Decodes the stored numbers of a 16-bit grey PNG, {@code [H, W]}. */
    static FloatTensor decodeGreyPng16(byte[] bytes, String name, ImageLimits limits) {
        PngChunks.requireIntact(bytes, name);
        return new ImageDecoder(bytes, name, limits).decode(image -> PixelReader.readGrey16(image, name));
    }

    private static RgbImage rgb(BufferedImage image, String name) {
        return new RgbImage(name, image.getWidth(), image.getHeight(), PixelReader.read(image, name));
    }

    private <R> R decode(Function<BufferedImage, R> samples) {
        // Decoders answer damage with runtime exceptions of all kinds, and no failure is the file system's any more.
        try (ImageInputStream input = new ByteArrayImageInputStream(bytes)) {
            return samples.apply(read(input));
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw refusal(e);
        }
    }

    private BufferedImage read(ImageInputStream input) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        if (!readers.hasNext()) {
            throw new InvalidImageException(name + " must be a PNG, JPEG, TIFF, GIF, BMP or WBMP picture, got "
                    + bytes.length + " bytes of another kind");
        }
        ImageReader reader = readers.next();
        try {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(input, true, true);
            requireSize(reader.getWidth(0), reader.getHeight(0));
            BufferedImage image = reader.read(0);
            requireComplete(warnings);
            return reader.getFormatName().equals("tif") ? labelled(image) : image;
        } finally {
            reader.dispose();
        }
    }

    /** Java's TIFF reader says of YCbCr samples, which it has converted to sRGB, that they are linear. */
    private static BufferedImage labelled(BufferedImage image) {
        ColorModel said = image.getColorModel();
        if (!said.getColorSpace().equals(ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB))) {
            return image;
        }
        ColorModel meant = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                said.hasAlpha(),
                said.isAlphaPremultiplied(),
                said.getTransparency(),
                said.getTransferType());
        return new BufferedImage(meant, image.getRaster(), said.isAlphaPremultiplied(), null);
    }

    private void requireSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new InvalidImageException(name + " must have at least 1x1 pixels, got " + width + "x" + height);
        }
        if ((long) width * height > limits.maxPixels()) {
            throw new InvalidImageException(name + " must have at most " + limits.maxPixels() + " pixels, got " + width
                    + "x" + height + "; allow more with ImageLimits");
        }
    }

    /** The JPEG reader only warns of pixels that are lost, and fills them with what was before, or with grey. */
    private void requireComplete(List<String> warnings) {
        for (String warning : warnings) {
            if (LOST_PIXELS.matcher(warning).find()) {
                throw new InvalidImageException(name + " must be complete, got " + bytes.length + " bytes: " + warning);
            }
        }
    }

    private InvalidImageException refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return new InvalidImageException(name + " must be complete, got " + bytes.length + " bytes", failure);
            }
        }
        return new InvalidImageException(
                "Cannot decode " + name + " of " + bytes.length + " bytes: " + failure.getMessage()
                        + "; save it again as an sRGB PNG or JPEG",
                failure);
    }
}
