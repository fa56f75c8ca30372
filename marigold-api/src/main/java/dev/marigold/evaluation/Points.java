package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/**
 * Pairs of predicted and measured values that a line is fitted to: the valid pixels of a grid. They are walked through where they are; a
 * copy of a large picture would take more memory than the picture.
 */
final class Points {
    private final float[] prediction;
    private final FloatTensor depth;
    private final PixelMask valid;
    private final PixelGrid grid;
    private final boolean disparity;

    /**
     * Creates the pairs.
     *
     * @param prediction row-major
     * @param grid which pixels to look at
     * @param disparity whether y is 1 / depth and predictions have to be positive
     */
    Points(float[] prediction, GroundTruth truth, PixelGrid grid, boolean disparity) {
        this.prediction = prediction;
        this.depth = truth.depth();
        this.valid = truth.valid();
        this.grid = grid;
        this.disparity = disparity;
    }

    /** Returns the number of pairs and the sums of both values. */
    Sums sums() {
        int count = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < grid.rows(); i++) {
            int row = grid.row(i) * valid.width();
            for (int j = 0; j < grid.columns(); j++) {
                int pixel = row + grid.column(j);
                if (counts(pixel)) {
                    count++;
                    sumX += prediction[pixel];
                    sumY += measured(pixel);
                }
            }
        }
        return new Sums(count, sumX, sumY);
    }

    /** Returns the sums of the squares of x and of the products of x and y, about a centre. */
    Moments moments(double centreX, double centreY) {
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < grid.rows(); i++) {
            int row = grid.row(i) * valid.width();
            for (int j = 0; j < grid.columns(); j++) {
                int pixel = row + grid.column(j);
                if (counts(pixel)) {
                    double x = prediction[pixel] - centreX;
                    xx += x * x;
                    xy += x * (measured(pixel) - centreY);
                }
            }
        }
        return new Moments(xx, xy);
    }

    private boolean counts(int pixel) {
        return valid.get(pixel) && (!disparity || prediction[pixel] > 0);
    }

    private double measured(int pixel) {
        double metres = depth.get(pixel);
        return disparity ? 1 / metres : metres;
    }

    /** First moments. */
    record Sums(int count, double x, double y) {}

    /** Second moments. */
    record Moments(double xx, double xy) {}
}
