package dev.marigold.training.data;

/**
 * The size of the pictures of a batch.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record TrainingSize(int width, int height) {
    /** Checks the ranges. */
    public TrainingSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, got " + width + " and " + height);
        }
    }

    /** Returns the size as {@code 192x144}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
