package dev.marigold.internal.numeric;

import java.util.Arrays;

/** The brightness that pictures of Hypersim are scaled by (Roberts et al., arXiv:2011.02523). Stateless. */
public final class Brightness {
    private static final double BRIGHT = 0.9;
    private static final double DARKEST = 1e-4;

    private Brightness() {}

    /** Returns the brightness of a linear colour. */
    public static double of(double red, double green, double blue) {
        return 0.3 * red + 0.59 * green + 0.11 * blue;
    }

    /**
     * Returns the factor that brings the 90 % quantile to a level; 0 for a black picture.
     *
     * @param brightness at least one value; sorted by this
     */
    public static double factor(double[] brightness, double level) {
        // Sorted, not selected: large areas of one value are common, and make selection quadratic.
        Arrays.sort(brightness);
        double bright = Quantiles.of(brightness, BRIGHT);
        return bright < DARKEST ? 0 : level / bright;
    }
}
