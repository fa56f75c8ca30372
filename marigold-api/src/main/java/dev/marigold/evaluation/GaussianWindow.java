package dev.marigold.evaluation;

/** Weighted means over windows of 11 x 11 pixels that lie inside a picture. */
final class GaussianWindow {
    static final int SIZE = 11;
    private static final double DEVIATION = 1.5;

    private final int height;
    private final int width;
    private final double[] weights = weights();

    GaussianWindow(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** Returns {@code (height - 10) * (width - 10)} means. */
    double[] smooth(double[] plane) {
        int columns = width - SIZE + 1;
        int rows = height - SIZE + 1;
        double[] narrow = new double[height * columns];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                for (int k = 0; k < SIZE; k++) {
                    sum += weights[k] * plane[y * width + x + k];
                }
                narrow[y * columns + x] = sum;
            }
        }
        double[] means = new double[rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int k = 0; k < SIZE; k++) {
                for (int x = 0; x < columns; x++) {
                    means[y * columns + x] += weights[k] * narrow[(y + k) * columns + x];
                }
            }
        }
        return means;
    }

    private static double[] weights() {
        double[] weights = new double[SIZE];
        double sum = 0;
        for (int k = 0; k < SIZE; k++) {
            double offset = (k - SIZE / 2) / DEVIATION;
            weights[k] = Math.exp(-offset * offset / 2);
            sum += weights[k];
        }
        for (int k = 0; k < SIZE; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
