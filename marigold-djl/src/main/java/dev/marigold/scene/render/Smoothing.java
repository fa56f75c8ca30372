package dev.marigold.scene.render;

import org.jspecify.annotations.Nullable;

/**
 * Takes the grain out of light without blurring shapes: à-trous passes that keep to pixels of the same surface (Dammertz et al.,
 * "Edge-avoiding à-trous wavelet transform for fast global illumination filtering", HPG 2010).
 */
final class Smoothing {
    private static final double MOST_BEND = 0.9;
    private static final float[] KERNEL = {0.25f, 0.5f, 0.25f};

    private final View view;
    private final int[] like = new int[9];
    private final float[] weights = new float[9];
    private int count;

    Smoothing(View view) {
        this.view = view;
    }

    /**
     * Smooths the light of a view, with steps of 1, 2, 4 … pixels.
     *
     * @param directPasses passes over the lights' own light, at most {@code gatheredPasses}
     * @param gatheredPasses passes over light from all around
     */
    void run(int directPasses, int gatheredPasses) {
        float[] spare = new float[view.direct.length];
        float[] otherSpare = new float[view.direct.length];
        for (int pass = 0; pass < gatheredPasses; pass++) {
            boolean both = pass < directPasses;
            pass(1 << pass, spare, both ? otherSpare : null);
            System.arraycopy(spare, 0, view.gathered, 0, spare.length);
            if (both) {
                System.arraycopy(otherSpare, 0, view.direct, 0, spare.length);
            }
        }
    }

    private void pass(int step, float[] gathered, float @Nullable [] direct) {
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (view.solid[i] >= 0) {
                    collect(x, y, step);
                    blend(view.gathered, gathered, i);
                    if (direct != null) {
                        blend(view.direct, direct, i);
                    }
                }
            }
        }
    }

    /** Finds the pixels of the same surface around one. */
    private void collect(int x, int y, int step) {
        int i = y * view.width + x;
        count = 0;
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
                if (i == j || alike(view, i, j, step)) {
                    like[count] = 3 * j;
                    weights[count] = KERNEL[row + 1] * KERNEL[column + 1];
                    total += weights[count++];
                }
            }
        }
        for (int k = 0; k < count; k++) {
            weights[k] /= total;
        }
    }

    private void blend(float[] from, float[] to, int i) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int k = 0; k < count; k++) {
            int j = like[k];
            red += weights[k] * from[j];
            green += weights[k] * from[j + 1];
            blue += weights[k] * from[j + 2];
        }
        to[3 * i] = red;
        to[3 * i + 1] = green;
        to[3 * i + 2] = blue;
    }

    static boolean alike(View view, int i, int j, int step) {
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
