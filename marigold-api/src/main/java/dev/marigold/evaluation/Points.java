package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.PixelMask;

/** Pairs of predicted and measured values that a line is fitted to: the first {@code count} entries of both arrays. */
final class Points {
    private final double[] x;
    private final double[] y;
    private int count;

    private Points(int capacity) {
        x = new double[capacity];
        y = new double[capacity];
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    int count() {
        return count;
    }

    /**
     * Collects the valid pixels.
     *
     * @param prediction row-major
     * @param grid which pixels to look at
     * @param disparity whether y is 1 / depth and predictions have to be positive
     */
    static Points collect(float[] prediction, GroundTruth truth, PixelGrid grid, boolean disparity) {
        PixelMask valid = truth.valid();
        Points points = new Points(grid.rows() * grid.columns());
        for (int i = 0; i < grid.rows(); i++) {
            int row = grid.row(i) * truth.width();
            for (int j = 0; j < grid.columns(); j++) {
                int pixel = row + grid.column(j);
                if (valid.get(pixel) && (!disparity || prediction[pixel] > 0)) {
                    double depth = truth.depth().get(pixel);
                    points.add(prediction[pixel], disparity ? 1 / depth : depth);
                }
            }
        }
        return points;
    }

    private void add(double predicted, double measured) {
        x[count] = predicted;
        y[count] = measured;
        count++;
    }
}
