package dev.marigold.cli.report;

import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** A map made small enough for a page: each value is the mean over the pixels that count, NaN where none does. */
final class Tile {
    private static final int LONGER_EDGE = 400;

    private final int height;
    private final int width;
    private final float[] values;

    private Tile(int height, int width, float[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /** Makes a map small. */
    static Tile of(FloatTensor map, PixelMask valid) {
        return shrink(valid.height(), valid.width(), map::get, valid::get);
    }

    /** Makes a whole map small; pixels that are not finite do not count. */
    static Tile of(FloatTensor map) {
        return shrink(map.shape().extent(0), map.shape().extent(1), map::get, pixel -> Float.isFinite(map.get(pixel)));
    }

    /** Makes the relative errors of a map small. */
    static Tile ofErrors(FloatTensor depth, FloatTensor truth, PixelMask valid) {
        return shrink(
                valid.height(),
                valid.width(),
                pixel -> Math.abs(depth.get(pixel) - truth.get(pixel)) / truth.get(pixel),
                valid::get);
    }

    /** Makes the three channels of a picture small, values in [0, 1]. */
    static Tile[] of(RgbImage image) {
        FloatTensor pixels = image.toTensor();
        int plane = image.height() * image.width();
        Tile[] channels = new Tile[3];
        for (int channel = 0; channel < channels.length; channel++) {
            int offset = channel * plane;
            channels[channel] =
                    shrink(image.height(), image.width(), pixel -> pixels.get(offset + pixel), pixel -> true);
        }
        return channels;
    }

    private static Tile shrink(int height, int width, IntToDoubleFunction map, IntPredicate counts) {
        double factor = Math.max(1, Math.max(height, width) / (double) LONGER_EDGE);
        int rows = (int) Math.max(1, Math.round(height / factor));
        int columns = (int) Math.max(1, Math.round(width / factor));
        double[] sums = new double[rows * columns];
        int[] pixels = new int[rows * columns];
        for (int y = 0; y < height; y++) {
            int row = (int) ((long) y * rows / height) * columns;
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                if (counts.test(pixel)) {
                    int cell = row + (int) ((long) x * columns / width);
                    sums[cell] += map.applyAsDouble(pixel);
                    pixels[cell]++;
                }
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = pixels[i] == 0 ? Float.NaN : (float) (sums[i] / pixels[i]);
        }
        return new Tile(rows, columns, means);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    float get(int x, int y) {
        return values[y * width + x];
    }

    /** Returns a quantile of the values that are there; NaN if there is none. */
    double quantile(double fraction) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        while (count > 0 && Float.isNaN(sorted[count - 1])) {
            count--;
        }
        return count == 0 ? Double.NaN : sorted[(int) Math.round(fraction * (count - 1))];
    }
}
