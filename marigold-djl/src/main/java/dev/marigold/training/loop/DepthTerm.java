package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * How far decoded depths are from their targets. Where targets are known up to scale and shift, each prediction is aligned first, by the scale and
 * shift of least squares, within bounds: without them a prediction that is upside down aligns as well as one that is right, and nothing
 * keeps it in the range that is shown. Where they are metres, nothing is aligned.
 */
final class DepthTerm {
    private static final int[] PIXELS = {1, 2, 3};
    private static final float VARIANCE_FLOOR = 1e-4f;
    private static final float LEAST_SCALE = 0.5f;
    private static final float MOST_SCALE = 2;
    private static final float MOST_SHIFT = 0.5f;
    private static final float MOST_RELATIVE = 2;
    private static final float FARTHEST = 1;

    private final NDArray masks;
    private final NDArray counts;
    private final float samples;
    private final NDArray aligned;
    private final NDArray errors;

    /** Whether predictions are aligned with their targets. */
    enum Alignment {
        NONE,
        AFFINE
    }

    /**
     * Compares.
     *
     * @param depths {@code [B, 1, H, W]}; its manager owns everything computed
     * @param samples number of samples with valid pixels, at least 1
     */
    DepthTerm(Alignment alignment, NDArray depths, NDArray targets, NDArray masks, int samples) {
        this.masks = masks;
        this.samples = samples;
        this.counts = Numbers.atLeast(masks.sum(PIXELS, true), 1);
        this.aligned = alignment == Alignment.AFFINE ? align(depths, targets) : depths;
        this.errors = aligned.sub(targets);
    }

    private NDArray align(NDArray depths, NDArray targets) {
        NDArray depthMean = mean(depths);
        NDArray targetMean = mean(targets);
        NDArray depth = depths.sub(depthMean);
        NDArray covariance = mean(depth.mul(targets.sub(targetMean)));
        NDArray scale = Numbers.within(
                covariance.div(Numbers.plus(mean(depth.square()), VARIANCE_FLOOR)), LEAST_SCALE, MOST_SCALE);
        NDArray shift = Numbers.within(targetMean.sub(scale.mul(depthMean)), -MOST_SHIFT, MOST_SHIFT);
        return depths.mul(scale).add(shift);
    }

    private NDArray mean(NDArray maps) {
        return maps.mul(masks).sum(PIXELS, true).div(counts);
    }

    /** Returns the mean absolute difference. */
    NDArray absolute() {
        return Numbers.over(mean(errors.abs()).sum(), samples);
    }

    /**
     * Returns the mean difference in metres relative to the depth.
     *
     * @param perDepth see {@link dev.marigold.training.batch.Batch#perDepth()}
     */
    NDArray relative(NDArray perDepth) {
        NDArray limited = Numbers.atMost(errors.abs().mul(perDepth), MOST_RELATIVE);
        return Numbers.over(mean(limited).sum(), samples);
    }

    /** Returns by how much pixels without depth are nearer than the farthest target, where they are; the mean over all pixels. */
    NDArray beyond() {
        NDArray invalid = Numbers.plus(masks.neg(), 1);
        NDArray lacking = Numbers.atLeast(Numbers.plus(aligned.neg(), FARTHEST), 0);
        return lacking.mul(invalid).mean();
    }

    /** Returns the mean absolute differences of neighbours 1, 2 and 4 pixels apart. */
    NDArray gradients() {
        NDArray sum = errors.getManager().create(0f);
        for (int distance = 1; distance <= 4; distance *= 2) {
            sum = sum.add(neighbours(distance, "...,%d:", "...,:-%d"))
                    .add(neighbours(distance, "...,%d:,:", "...,:-%d,:"));
        }
        return sum;
    }

    private NDArray neighbours(int distance, String later, String earlier) {
        NDIndex after = new NDIndex(String.format(java.util.Locale.ROOT, later, distance));
        NDIndex before = new NDIndex(String.format(java.util.Locale.ROOT, earlier, distance));
        NDArray both = masks.get(after).mul(masks.get(before));
        NDArray valid = errors.mul(masks);
        return valid.get(after).sub(valid.get(before)).abs().mul(both).mean();
    }
}
