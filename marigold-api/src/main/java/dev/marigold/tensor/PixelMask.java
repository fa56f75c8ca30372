package dev.marigold.tensor;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Which pixels of an {@code [H, W]} map count, row-major. Immutable as long as the owner of a {@linkplain #wrap wrapped}
 * array keeps its promise not to change it; safe for use by several threads.
 */
public final class PixelMask {
    private final int height;
    private final int width;
    private final boolean[] pixels;

    private PixelMask(int height, int width, boolean[] pixels) {
        requireNonNull(pixels, "pixels");
        if (height < 0 || width < 0) {
            throw new IllegalArgumentException("height and width must be >= 0, got " + height + " and " + width);
        }
        if ((long) height * width != pixels.length) {
            throw new IllegalArgumentException("pixels must have " + (long) height * width + " elements for " + height
                    + "x" + width + ", got " + pixels.length);
        }
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /**
     * Returns a mask that takes over {@code pixels} without a copy; the caller must not change the array afterwards.
     *
     * @param pixels row-major, true where the pixel counts
     * @throws IllegalArgumentException if the number of pixels is not {@code height * width}
     */
    public static PixelMask wrap(int height, int width, boolean[] pixels) {
        return new PixelMask(height, width, pixels);
    }

    /** Returns the mask in which every pixel counts. */
    public static PixelMask all(int height, int width) {
        boolean[] pixels = new boolean[Math.multiplyExact(height, width)];
        Arrays.fill(pixels, true);
        return new PixelMask(height, width, pixels);
    }

    /**
     * Returns the mask of a half-open rectangle, {@code rows [top, bottom)} and {@code columns [left, right)}.
     *
     * @throws IllegalArgumentException if the rectangle is not inside {@code height x width}
     */
    public static PixelMask rectangle(Shape map, int top, int bottom, int left, int right) {
        requireMap(map);
        int height = map.extent(0);
        int width = map.extent(1);
        if (top < 0 || top > bottom || bottom > height || left < 0 || left > right || right > width) {
            throw new IllegalArgumentException("rectangle must be inside " + height + "x" + width + ", got rows " + top
                    + ".." + bottom + " and columns " + left + ".." + right);
        }
        boolean[] pixels = new boolean[height * width];
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, y * width + left, y * width + right, true);
        }
        return new PixelMask(height, width, pixels);
    }

    /** Returns the number of rows. */
    public int height() {
        return height;
    }

    /** Returns the number of columns. */
    public int width() {
        return width;
    }

    /**
     * Tells whether a pixel counts.
     *
     * @param index row-major, in [0, height * width)
     * @throws IndexOutOfBoundsException if {@code index} is outside its range
     */
    public boolean get(int index) {
        return pixels[index];
    }

    /** Returns the number of pixels that count. */
    public int count() {
        int count = 0;
        for (boolean pixel : pixels) {
            if (pixel) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the pixels that count in both masks.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public PixelMask and(PixelMask other) {
        if (other.height != height || other.width != width) {
            throw new IllegalArgumentException("masks must have one size, got " + height + "x" + width + " and "
                    + other.height + "x" + other.width);
        }
        boolean[] both = new boolean[pixels.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = pixels[i] && other.pixels[i];
        }
        return new PixelMask(height, width, both);
    }

    /** Returns a copy of the pixels, row-major. */
    public boolean[] toArray() {
        return pixels.clone();
    }

    private static void requireMap(Shape map) {
        if (map.rank() != 2) {
            throw new IllegalArgumentException("map must have the shape [H, W], got " + map);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PixelMask mask
                && mask.height == height
                && mask.width == width
                && Arrays.equals(mask.pixels, pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "PixelMask[" + height + "x" + width + ", " + count() + " valid]";
    }
}
