package dev.marigold.scene.render;

/**
 * Takes the grain out of light without blurring shapes: à-trous passes that keep to pixels of the same surface (Dammertz et al.,
 * "Edge-avoiding à-trous wavelet transform for fast global illumination filtering", HPG 2010).
 */
final class Smoothing {
    private static final double MOST_BEND = 0.9;
    private static final float[] KERNEL = {0.25f, 0.5f, 0.25f};

    private final View view;

    Smoothing(View view) {
        this.view = view;
    }

    /** Smooths light in place, with steps of 1, 2, 4 … pixels. */
    void run(float[] light, int passes) {
        float[] from = light;
        float[] to = new float[light.length];
        for (int pass = 0; pass < passes; pass++) {
            pass(from, to, 1 << pass);
            float[] swap = from;
            from = to;
            to = swap;
        }
        if (from != light) {
            System.arraycopy(from, 0, light, 0, light.length);
        }
    }

    private void pass(float[] from, float[] to, int step) {
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (view.solid[i] >= 0) {
                    average(from, to, x, y, step);
                }
            }
        }
    }

    private void average(float[] from, float[] to, int x, int y, int step) {
        int i = y * view.width + x;
        float red = 0;
        float green = 0;
        float blue = 0;
        float total = 0;
        for (int row = -1; row <= 1; row++) {
            int otherY = y + row * step;
            if (otherY < 0 || otherY >= view.height) {
                continue;
            }
            for (int column = -1; column <= 1; column++) {
                int otherX = x + column * step;
                if (otherX < 0 || otherX >= view.width) {
                    continue;
                }
                int j = otherY * view.width + otherX;
                if (i == j || alike(i, j, step)) {
                    float weight = KERNEL[row + 1] * KERNEL[column + 1];
                    red += weight * from[3 * j];
                    green += weight * from[3 * j + 1];
                    blue += weight * from[3 * j + 2];
                    total += weight;
                }
            }
        }
        to[3 * i] = red / total;
        to[3 * i + 1] = green / total;
        to[3 * i + 2] = blue / total;
    }

    private boolean alike(int i, int j, int step) {
        if (view.solid[j] < 0) {
            return false;
        }
        float[] n = view.normal;
        float[] p = view.position;
        float bend = n[3 * i] * n[3 * j] + n[3 * i + 1] * n[3 * j + 1] + n[3 * i + 2] * n[3 * j + 2];
        if (bend < MOST_BEND) {
            return false;
        }
        float off = n[3 * i] * (p[3 * i] - p[3 * j])
                + n[3 * i + 1] * (p[3 * i + 1] - p[3 * j + 1])
                + n[3 * i + 2] * (p[3 * i + 2] - p[3 * j + 2]);
        return Math.abs(off) < 0.006f * step * view.depth[i];
    }
}
