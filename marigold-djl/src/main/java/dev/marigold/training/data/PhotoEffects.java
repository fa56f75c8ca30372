package dev.marigold.training.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Changes one picture in place: planes of red, green and blue, nominally in [0, 1]. */
final class PhotoEffects {
    private static final int CHANNELS = 3;
    private static final double WINDOW = 3;

    private final float[] values;
    private final int height;
    private final int width;
    private final int plane;

    PhotoEffects(float[] values, int height, int width) {
        this.values = values;
        this.height = height;
        this.width = width;
        this.plane = height * width;
    }

    void expose(double[] gains, double gamma) {
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                double exposed = Math.max(0, Math.min(1, values[i] * gains[c]));
                values[i] = (float) (gamma == 1 ? exposed : Math.pow(exposed, gamma));
            }
        }
    }

    void contrast(double factor) {
        double mean = 0;
        for (float value : values) {
            mean += value;
        }
        mean /= values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + (values[i] - mean) * factor);
        }
    }

    void saturate(double factor) {
        for (int i = 0; i < plane; i++) {
            float mean = (values[i] + values[plane + i] + values[2 * plane + i]) / CHANNELS;
            for (int c = 0; c < CHANNELS; c++) {
                int at = c * plane + i;
                values[at] = (float) (mean + (values[at] - mean) * factor);
            }
        }
    }

    void blur(double deviation) {
        int radius = (int) Math.ceil(WINDOW * deviation);
        if (radius == 0) {
            return;
        }
        double[] kernel = gaussian(deviation, radius);
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < height; y++) {
                blurLine(c * plane + y * width, 1, width, kernel);
            }
            for (int x = 0; x < width; x++) {
                blurLine(c * plane + x, width, height, kernel);
            }
        }
    }

    private static double[] gaussian(double deviation, int radius) {
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            double distance = (k - radius) / deviation;
            kernel[k] = Math.exp(-distance * distance / 2);
            sum += kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    private void blurLine(int first, int stride, int length, double[] kernel) {
        float[] line = new float[length];
        int radius = kernel.length / 2;
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int k = -radius; k <= radius; k++) {
                int at = Math.max(0, Math.min(length - 1, i + k));
                sum += kernel[k + radius] * values[first + at * stride];
            }
            line[i] = (float) sum;
        }
        for (int i = 0; i < length; i++) {
            values[first + i * stride] = line[i];
        }
    }

    void noise(double deviation, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (deviation * random.nextGaussian());
        }
    }

    void clip() {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, values[i]));
        }
    }

    /** Stores the picture as JPEG and reads it back. */
    void jpeg(double quality) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int rgb = toByte(values[i]) << 16 | toByte(values[plane + i]) << 8 | toByte(values[2 * plane + i]);
            image.setRGB(i % width, i / width, rgb);
        }
        BufferedImage stored = throughJpeg(image, quality);
        for (int i = 0; i < plane; i++) {
            int rgb = stored.getRGB(i % width, i / width);
            values[i] = (rgb >> 16 & 0xff) / 255f;
            values[plane + i] = (rgb >> 8 & 0xff) / 255f;
            values[2 * plane + i] = (rgb & 0xff) / 255f;
        }
    }

    private static int toByte(float value) {
        return Math.round(value * 255);
    }

    private static BufferedImage throughJpeg(BufferedImage image, double quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality((float) quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
            out.flush();
            // A stream of memory: of plain ones ImageIO makes a file, unless a setting of the whole process says
            // otherwise.
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store a picture in memory", e);
        } finally {
            writer.dispose();
        }
    }
}
