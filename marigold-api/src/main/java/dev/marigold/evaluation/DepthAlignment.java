package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Brings predictions to the scale of the ground truth, one picture at a time, as published with Marigold: a least squares fit over the
 * valid pixels, then clipping to the range of the data set and to at least 1e-6. Sums are in double precision.
 *
 * <p>A prediction without contrast cannot determine a scale; it gets the solution of the smallest norm, which makes it the mean of the
 * ground truth (in disparity: the harmonic mean).
 *
 * <p>The maximum resolution sub-samples both axes for the fit. The published code means to and sub-samples columns only; the fits are
 * statistically the same. If fewer than two valid pixels are left on the grid, all are used. Immutable.
 */
public final class DepthAlignment {
    private static final double SMALLEST_DISPARITY = 1e-3;
    private static final float SMALLEST_DEPTH = 1e-6f;

    private final AlignmentMode mode;
    private final int maxResolution;

    private DepthAlignment(AlignmentMode mode, int maxResolution) {
        this.mode = requireNonNull(mode, "mode");
        this.maxResolution = maxResolution;
    }

    /** Returns the alignment that fits to every valid pixel. */
    public static DepthAlignment of(AlignmentMode mode) {
        return new DepthAlignment(mode, 0);
    }

    /**
     * Returns this alignment with a limit on the pixels that are fitted to.
     *
     * @param longerEdge of the grid of pixels, at least 1; 0 for no limit
     * @throws IllegalArgumentException if {@code longerEdge} is negative
     */
    public DepthAlignment maxResolution(int longerEdge) {
        if (longerEdge < 0) {
            throw new IllegalArgumentException("maxResolution must be >= 0, got " + longerEdge);
        }
        return new DepthAlignment(mode, longerEdge);
    }

    /** Returns the mode. */
    public AlignmentMode mode() {
        return mode;
    }

    /** Returns the limit on the longer edge of the grid that is fitted to; 0 if there is none. */
    public int maxResolution() {
        return maxResolution;
    }

    /**
     * Aligns a prediction.
     *
     * @param prediction {@code [H, W]}, the size of the ground truth, finite in its valid pixels
     * @param range what to clip to, metres
     * @throws IllegalArgumentException if the sizes differ, no pixel is valid, or a valid pixel has a prediction that is not finite or a
     *     depth that is not finite and positive
     */
    public AlignedDepth align(FloatTensor prediction, GroundTruth truth, DepthRange range) {
        requireUsable(prediction, truth);
        float[] values = prediction.toArray();
        LineFit fit = mode == AlignmentMode.NONE ? LineFit.IDENTITY : fit(values, truth);
        boolean inverse = mode == AlignmentMode.LEAST_SQUARES_DISPARITY;
        float low = Math.max(range.min(), SMALLEST_DEPTH);
        float high = range.max();
        for (int i = 0; i < values.length; i++) {
            double aligned = fit.at(values[i]);
            float depth = (float) (inverse ? 1 / Math.max(aligned, SMALLEST_DISPARITY) : aligned);
            // Unlike Math.min and Math.max no slower for knowing NaN, which stays.
            values[i] = depth < low ? low : depth > high ? high : depth;
        }
        return new AlignedDepth(FloatTensor.wrap(prediction.shape(), values), fit);
    }

    private LineFit fit(float[] prediction, GroundTruth truth) {
        boolean disparity = mode == AlignmentMode.LEAST_SQUARES_DISPARITY;
        PixelGrid grid = maxResolution == 0
                ? PixelGrid.full(truth.height(), truth.width())
                : PixelGrid.limited(truth.height(), truth.width(), maxResolution);
        Points points = new Points(prediction, truth, grid, disparity);
        Points.Sums sums = points.sums();
        if (maxResolution > 0 && sums.count() < 2) {
            points = new Points(prediction, truth, PixelGrid.full(truth.height(), truth.width()), disparity);
            sums = points.sums();
        }
        if (sums.count() == 0) {
            throw new IllegalArgumentException(
                    "prediction must be > 0 in at least one valid pixel to be aligned in disparity, got none");
        }
        return mode == AlignmentMode.SCALE ? LineFit.scaleOnly(points) : LineFit.affine(points, sums);
    }

    private static void requireUsable(FloatTensor prediction, GroundTruth truth) {
        Shape size = truth.depth().shape();
        if (!prediction.shape().equals(size)) {
            throw new IllegalArgumentException(
                    "prediction must have the shape of the ground truth, " + size + ", got " + prediction.shape());
        }
        TruthPixels.requireUsable(prediction, truth);
    }

    @Override
    public String toString() {
        return maxResolution == 0 ? mode.id() : mode.id() + " at most " + maxResolution + " pixels";
    }
}
