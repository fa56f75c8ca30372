package dev.marigold.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests, and what is inside a picture. */
final class Pictures {
    static final int RED = 0xff0000;
    static final int GREEN = 0x00ff00;
    static final int BLUE = 0x0000ff;
    static final int WHITE = 0xffffff;

    private static final Path RESOURCES = Path.of("src", "test", "resources", "dev", "marigold", "image");
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BLOCK = 16;

    private Pictures() {}

    static Path resource(String name) {
        return RESOURCES.resolve(name);
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer of " + format + " for " + image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static RgbImage read(byte[] bytes, String name) {
        try {
            return RgbImage.read(new ByteArrayInputStream(bytes), name, ImageLimits.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns red and green over blue and white, 32 pixels wide and 48 high: quadrants of whole JPEG blocks. */
    static BufferedImage quadrants() {
        BufferedImage image = new BufferedImage(2 * BLOCK, 3 * BLOCK, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean left = x < BLOCK;
                image.setRGB(x, y, y < BLOCK ? (left ? RED : GREEN) : (left ? BLUE : WHITE));
            }
        }
        return image;
    }

    /** Returns noise, which compresses to many bytes. */
    static BufferedImage noise() {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0, state = 1; i < 64 * 48; i++) {
            state = state * 1664525 + 1013904223;
            image.setRGB(i % 64, i / 64, state >>> 8);
        }
        return image;
    }

    /** Inserts an EXIF segment with an orientation behind a JPEG's start marker. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** Returns a PNG that ends behind its header, of 8-bit red, green and blue. */
    static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height);
        header.put((byte) 8).put((byte) 2);
        CRC32 crc = new CRC32();
        crc.update(header.array());
        return ByteBuffer.allocate(PNG_SIGNATURE.length + 8 + header.capacity())
                .put(PNG_SIGNATURE)
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .array();
    }

    /** Returns samples in [0, maximum], red, green, blue of one pixel after the other. */
    static int[] samples(RgbImage image) {
        float[] planes = image.toTensor().toArray();
        int maximum = (1 << image.bitsPerSample()) - 1;
        int pixels = image.width() * image.height();
        int[] samples = new int[planes.length];
        Arrays.setAll(samples, i -> Math.round(planes[i % 3 * pixels + i / 3] * maximum));
        return samples;
    }

    /** Returns which of the four quadrant colours each corner is nearest to: top left, top right, bottom left, bottom right. */
    static int[] corners(RgbImage image) {
        int[] samples = samples(image);
        int right = image.width() - 1;
        int bottom = (image.height() - 1) * image.width();
        int[] corners = new int[4];
        int[] at = {0, right, bottom, bottom + right};
        for (int i = 0; i < at.length; i++) {
            for (int c = 0; c < 3; c++) {
                corners[i] = corners[i] << 8 | (samples[3 * at[i] + c] > 127 ? 0xff : 0);
            }
        }
        return corners;
    }
}
