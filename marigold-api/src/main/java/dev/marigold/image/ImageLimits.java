package dev.marigold.image;

/**
 * How large a picture may be; checked against its header before any pixel is decoded. Immutable.
 */
public final class ImageLimits {
    /** A picture becomes one array of three values per pixel. */
    private static final long MOST_PIXELS = (Integer.MAX_VALUE - 8L) / 3;

    private static final ImageLimits DEFAULTS = new ImageLimits(100_000_000);
    /** Four uncompressed 16-bit channels. */
    private static final long BYTES_PER_PIXEL = 8;
    /** Room for colour profiles, previews and other metadata. */
    private static final long EXTRA_BYTES = 64L << 20;

    private final long maxPixels;

    private ImageLimits(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Returns the default limits: 100 million pixels. */
    public static ImageLimits defaults() {
        return DEFAULTS;
    }

    /**
     * Returns limits with a number of pixels.
     *
     * @param maxPixels in [1, 715827879]
     * @throws IllegalArgumentException if {@code maxPixels} is outside its range
     */
    public static ImageLimits ofMaxPixels(long maxPixels) {
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("maxPixels must be in [1, " + MOST_PIXELS + "], got " + maxPixels);
        }
        return new ImageLimits(maxPixels);
    }

    /** Returns the most pixels a picture may have. */
    public long maxPixels() {
        return maxPixels;
    }

    /** Returns the most bytes an encoded picture may have. */
    long maxBytes() {
        return Math.min(maxPixels * BYTES_PER_PIXEL + EXTRA_BYTES, Integer.MAX_VALUE - 8);
    }

    @Override
    public String toString() {
        return "ImageLimits[maxPixels=" + maxPixels + "]";
    }
}
