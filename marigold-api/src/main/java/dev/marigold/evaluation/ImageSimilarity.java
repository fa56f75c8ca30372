package dev.marigold.evaluation;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/**
 * How alike two pictures are, as intrinsic images are judged. LPIPS, the third of the published measures, needs a network that was
 * trained for it and is not here.
 */
public final class ImageSimilarity {
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;

    private ImageSimilarity() {}

    /**
     * Returns the peak signal-to-noise ratio for a peak of 1, in decibels, over the valid pixels and all channels; infinite for equal
     * pictures.
     *
     * @param prediction {@code [C, H, W]}
     * @param truth {@code [C, H, W]}
     * @throws IllegalArgumentException if the sizes differ or no pixel is valid
     */
    public static double psnr(FloatTensor prediction, FloatTensor truth, PixelMask valid) {
        Planes planes = Planes.of(prediction, truth, valid);
        double sum = 0;
        for (int c = 0; c < planes.channels(); c++) {
            for (int i = 0; i < planes.pixels(); i++) {
                if (valid.get(i)) {
                    double error = (double) planes.predicted(c, i) - planes.actual(c, i);
                    sum += error * error;
                }
            }
        }
        return -10 * Math.log10(sum / ((double) valid.count() * planes.channels()));
    }

    /**
     * Returns the structural similarity (Wang et al. 2004) with a Gaussian window of 11 x 11 pixels and a deviation of 1.5, k1 0.01, k2
     * 0.03 and a peak of 1: the mean over all windows inside the picture and all channels. Pixels that are not valid are 0 in both.
     *
     * @param prediction {@code [C, H, W]}, H and W at least 11
     * @param truth {@code [C, H, W]}
     * @return at most 1
     * @throws IllegalArgumentException if the sizes differ, are too small, or no pixel is valid
     */
    public static double ssim(FloatTensor prediction, FloatTensor truth, PixelMask valid) {
        Planes planes = Planes.of(prediction, truth, valid);
        if (planes.height() < GaussianWindow.SIZE || planes.width() < GaussianWindow.SIZE) {
            throw new IllegalArgumentException("pictures must have at least " + GaussianWindow.SIZE + "x"
                    + GaussianWindow.SIZE + " pixels, got " + planes.width() + "x" + planes.height());
        }
        double sum = 0;
        for (int c = 0; c < planes.channels(); c++) {
            sum += ssim(masked(planes, c, true), masked(planes, c, false), planes);
        }
        return sum / planes.channels();
    }

    private static double ssim(double[] x, double[] y, Planes planes) {
        GaussianWindow window = new GaussianWindow(planes.height(), planes.width());
        double[] meanX = window.smooth(x);
        double[] meanY = window.smooth(y);
        double[] squareX = window.smooth(product(x, x));
        double[] squareY = window.smooth(product(y, y));
        double[] mixed = window.smooth(product(x, y));
        double sum = 0;
        for (int i = 0; i < meanX.length; i++) {
            double both = meanX[i] * meanY[i];
            double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
            double variances =
                    Math.max(0, squareX[i] - meanX[i] * meanX[i]) + Math.max(0, squareY[i] - meanY[i] * meanY[i]);
            double covariance = mixed[i] - both;
            sum += (2 * both + K1 * K1) * (2 * covariance + K2 * K2) / ((squares + K1 * K1) * (variances + K2 * K2));
        }
        return sum / meanX.length;
    }

    private static double[] masked(Planes planes, int channel, boolean predicted) {
        double[] values = new double[planes.pixels()];
        for (int i = 0; i < values.length; i++) {
            if (planes.valid().get(i)) {
                values[i] = predicted ? planes.predicted(channel, i) : planes.actual(channel, i);
            }
        }
        return values;
    }

    private static double[] product(double[] x, double[] y) {
        double[] product = new double[x.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = x[i] * y[i];
        }
        return product;
    }
}
