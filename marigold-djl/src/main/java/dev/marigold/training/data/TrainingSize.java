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

    /**
     * Refuses a size that an autoencoder has no latent of.
     *
     * @param factor how many pixels of an edge become one of a latent
     * @throws IllegalArgumentException if an edge is no multiple of it
     */
    public void requireMultipleOf(int factor) {
        if (width % factor != 0 || height % factor != 0) {
            throw new IllegalArgumentException(
                    "sizes must be multiples of the autoencoder's factor " + factor + ", got " + this);
        }
    }

    /** Returns the size as {@code 192x144}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
