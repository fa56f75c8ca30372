package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/** The rules that every measured pixel has to keep. */
final class TruthPixels {
    private TruthPixels() {}

    /** Refuses a ground truth without a valid pixel, or with one whose depth is not finite and positive. */
    static void requireValid(GroundTruth truth) {
        PixelMask valid = truth.valid();
        FloatTensor depth = truth.depth();
        int pixels = valid.height() * valid.width();
        int count = 0;
        for (int i = 0; i < pixels; i++) {
            if (valid.get(i)) {
                float metres = depth.get(i);
                if (!(metres > 0) || metres == Float.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("ground truth must be finite and > 0 where it is valid, got "
                            + metres + " at " + position(truth, i));
                }
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("ground truth must have at least one valid pixel, got none");
        }
    }

    static String position(GroundTruth truth, int pixel) {
        return "(" + pixel % truth.width() + ", " + pixel / truth.width() + ")";
    }
}
