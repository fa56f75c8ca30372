package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.tensor.FloatTensor;

/**
 * A prediction on the scale of the ground truth. Immutable.
 */
public final class AlignedDepth {
    private final FloatTensor depth;
    private final LineFit fit;

    AlignedDepth(FloatTensor depth, LineFit fit) {
        this.depth = requireNonNull(depth, "depth");
        this.fit = fit;
    }

    /**
     * Returns the depth, {@code [H, W]}, metres, in the range of the data set and at least 1e-6; NaN where the prediction was, which can
     * only be outside the valid pixels.
     */
    public FloatTensor depth() {
        return depth;
    }

    /** Returns what the prediction was multiplied with, before {@link #shift()} was added: to depth, or to disparity. */
    public double scale() {
        return fit.scale();
    }

    /** Returns what was added to the scaled prediction: metres, or 1 / metres where the fit was in disparity. */
    public double shift() {
        return fit.shift();
    }

    @Override
    public String toString() {
        return "AlignedDepth[" + depth.shape() + ", scale " + scale() + ", shift " + shift() + "]";
    }
}
