package dev.marigold.evaluation;

import dev.marigold.internal.numeric.Brightness;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/** How intrinsic images are made comparable before {@link ImageSimilarity}: colour space, scale and brightness. */
public final class IntrinsicScaling {
    private static final double GAMMA = 2.2;
    private static final double TARGET_BRIGHTNESS = 0.8;

    private IntrinsicScaling() {}

    /** Returns {@code x^2.2}: from the space of display to linear; negative values as 0. */
    public static FloatTensor toLinear(FloatTensor image) {
        return power(image, GAMMA);
    }

    /** Returns {@code x^(1 / 2.2)}: from linear to the space of display; negative values as 0. */
    public static FloatTensor toGamma(FloatTensor image) {
        return power(image, 1 / GAMMA);
    }

    /**
     * Returns the scale of least squares over valid pixels and channels, for predictions that are known up to scale (shading, residual).
     *
     * @param prediction {@code [C, H, W]}
     * @param truth {@code [C, H, W]}
     * @return 0 if the prediction is 0 everywhere
     * @throws IllegalArgumentException if the sizes differ or no pixel is valid
     */
    public static double scale(FloatTensor prediction, FloatTensor truth, PixelMask valid) {
        Planes planes = Planes.of(prediction, truth, valid);
        double mixed = 0;
        double squared = 0;
        for (int c = 0; c < planes.channels(); c++) {
            for (int i = 0; i < planes.pixels(); i++) {
                if (valid.get(i)) {
                    double x = planes.predicted(c, i);
                    mixed += x * planes.actual(c, i);
                    squared += x * x;
                }
            }
        }
        return squared == 0 ? 0 : mixed / squared;
    }

    /**
     * Returns the factor that brings the 90 % quantile of the brightness, {@code 0.3 R + 0.59 G + 0.11 B}, to 0.8; 0 for a black picture.
     *
     * @param truth {@code [3, H, W]}, linear
     * @throws IllegalArgumentException if the shape is another or no pixel is valid
     */
    public static double brightnessFactor(FloatTensor truth, PixelMask valid) {
        Planes planes = Planes.of(truth, truth, valid);
        if (planes.channels() != 3) {
            throw new IllegalArgumentException("truth must have shape [3, H, W], got " + truth.shape());
        }
        double[] brightness = new double[valid.count()];
        int count = 0;
        for (int i = 0; i < planes.pixels(); i++) {
            if (valid.get(i)) {
                brightness[count++] = Brightness.of(planes.actual(0, i), planes.actual(1, i), planes.actual(2, i));
            }
        }
        return Brightness.factor(brightness, TARGET_BRIGHTNESS);
    }

    /** Returns {@code clip(factor * x, 0, 1)}. */
    public static FloatTensor scaled(FloatTensor image, double factor) {
        float[] values = image.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(0, Math.min(1, factor * values[i]));
        }
        return FloatTensor.wrap(image.shape(), values);
    }

    private static FloatTensor power(FloatTensor image, double exponent) {
        float[] values = image.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.pow(Math.max(0, values[i]), exponent);
        }
        return FloatTensor.wrap(image.shape(), values);
    }
}
