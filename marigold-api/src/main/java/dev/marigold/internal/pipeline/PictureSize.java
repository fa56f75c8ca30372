package dev.marigold.internal.pipeline;

import dev.marigold.image.RgbImage;

/**
 * The size of a picture in pixels, for what outlives the picture.
 *
 * @param height rows
 * @param width columns
 */
public record PictureSize(int height, int width) {
    /** Returns the size of a picture. */
    public static PictureSize of(RgbImage image) {
        return new PictureSize(image.height(), image.width());
    }
}
