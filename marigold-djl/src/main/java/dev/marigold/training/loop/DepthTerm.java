package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.marigold.training.objective.Alignment;
import java.util.Locale;
import java.util.Optional;

/**
 * How far decoded depths are from their targets. Where targets are known up to scale and shift, each prediction is aligned first, by the scale and
 * shift of least squares. Where they are metres, nothing is aligned. Samples without depth do not count.
 */
final class DepthTerm {
    private static final int[] PIXELS = {1, 2, 3};
    /** So that a constant prediction is divided by something; smaller than the variance of any other. */
    private static final float LEAST_VARIANCE = 1e-12f;

    private static final float VARIANCE_FLOOR = 1e-4f;
    private static final float LEAST_SCALE = 0.5f;
    private static final float MOST_SCALE = 2;
    private static final float MOST_SHIFT = 0.5f;
    private static final float MOST_RELATIVE = 2;
    private static final float FARTHEST = 1;

    private final NDArray masks;
    private final NDArray present;
    private final NDArray counts;
    private final float samples;
    private final NDArray aligned;
    private final NDArray errors;

    /**
     * Compares.
     *
     * @param alignment empty where targets are metres
     * @param depths {@code [B, 1, H, W]}; its manager owns everything computed
     * @param samples number of samples with valid pixels, at least 1
     */
    DepthTerm(Optional<Alignment> alignment, NDArray depths, NDArray targets, NDArray masks, int samples) {
        this.masks = masks;
        this.samples = samples;
        NDArray valid = masks.sum(PIXELS, true);
        this.present = Numbers.atMost(valid, 1);
        this.counts = Numbers.atLeast(valid, 1);
        this.aligned = alignment.isPresent() ? align(alignment.get(), depths, targets) : depths;
        this.errors = aligned.sub(targets);
    }

    private NDArray align(Alignment alignment, NDArray depths, NDArray targets) {
        NDArray depthMean = mean(depths);
        NDArray targetMean = mean(targets);
        NDArray depth = depths.sub(depthMean);
        NDArray covariance = mean(depth.mul(targets.sub(targetMean)));
        NDArray variance = mean(depth.square());
        if (alignment == Alignment.FREE) {
            return depth.mul(covariance.div(Numbers.plus(variance, LEAST_VARIANCE)))
                    .add(targetMean);
        }
        NDArray scale = Numbers.within(covariance.div(Numbers.plus(variance, VARIANCE_FLOOR)), LEAST_SCALE, MOST_SCALE);
        NDArray shift = Numbers.within(targetMean.sub(scale.mul(depthMean)), -MOST_SHIFT, MOST_SHIFT);
        return depths.mul(scale).add(shift);
    }

    /** Returns the mean over the valid pixels of each sample. */
    private NDArray mean(NDArray maps) {
        return maps.mul(masks).sum(PIXELS, true).div(counts);
    }

    /** Returns the mean over all pixels of the samples with depth; the others must be 0. */
    private NDArray meanOfAll(NDArray maps) {
        return Numbers.over(
                maps.sum(), samples * maps.getShape().size() / maps.getShape().get(0));
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

    /** Returns by how much pixels without depth are nearer than the farthest target, where they are; the mean over all pixels of the samples with depth. */
    NDArray beyond() {
        NDArray invalid = Numbers.plus(masks.neg(), 1);
        NDArray lacking = Numbers.atLeast(Numbers.plus(aligned.neg(), FARTHEST), 0);
        return meanOfAll(lacking.mul(invalid).mul(present));
    }

    /** Returns the mean absolute differences of neighbours 1, 2 and 4 pixels apart, as far as maps are that large. */
    NDArray gradients() {
        NDArray sum = errors.getManager().create(0f);
        for (int distance = 1; distance <= 4; distance *= 2) {
            if (distance < errors.getShape().get(3)) {
                sum = sum.add(neighbours(distance, "...,%d:", "...,:-%d"));
            }
            if (distance < errors.getShape().get(2)) {
                sum = sum.add(neighbours(distance, "...,%d:,:", "...,:-%d,:"));
            }
        }
        return sum;
    }

    private NDArray neighbours(int distance, String later, String earlier) {
        NDIndex after = new NDIndex(String.format(Locale.ROOT, later, distance));
        NDIndex before = new NDIndex(String.format(Locale.ROOT, earlier, distance));
        NDArray both = masks.get(after).mul(masks.get(before));
        NDArray valid = errors.mul(masks);
        return meanOfAll(valid.get(after).sub(valid.get(before)).abs().mul(both));
    }
}
