package dev.marigold.network;

/**
 * Zeros around an image before a convolution, in pixels.
 *
 * @param top at least 0
 * @param left at least 0
 * @param bottom at least 0
 * @param right at least 0
 */
public record Padding(int top, int left, int bottom, int right) {
    /** Nothing around the image. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    /** One pixel on each side. */
    public static final Padding ONE = new Padding(1, 1, 1, 1);

    /** One pixel at the bottom and the right: the encoder's downsampling. */
    public static final Padding BOTTOM_RIGHT = new Padding(0, 0, 1, 1);
}
