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

    /** Returns whether both edges are multiples of a number, at least 1. */
    public boolean isMultipleOf(int number) {
        return width % number == 0 && height % number == 0;
    }

    /** Returns the size as {@code 192x144}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
