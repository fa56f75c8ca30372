package dev.marigold.training.loop;

/** Which latent pixels count: those all of whose picture pixels do. */
final class LatentMask {
    private LatentMask() {}

    /**
     * Returns the mask of a latent: the complement of max-pooling what is invalid.
     *
     * @param mask rows of {@code width} picture pixels, 1 where depth is valid and 0 elsewhere
     * @param width a multiple of {@code factor}, as is the height
     * @param factor picture pixels per latent pixel and side
     * @return rows of {@code width / factor} latent pixels, 1 or 0
     */
    static float[] of(float[] mask, int width, int factor) {
        int columns = width / factor;
        float[] pooled = new float[mask.length / (factor * factor)];
        for (int i = 0; i < pooled.length; i++) {
            int first = i / columns * factor * width + i % columns * factor;
            pooled[i] = allValid(mask, first, width, factor) ? 1 : 0;
        }
        return pooled;
    }

    private static boolean allValid(float[] mask, int first, int width, int factor) {
        for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
                if (mask[first + y * width + x] == 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
