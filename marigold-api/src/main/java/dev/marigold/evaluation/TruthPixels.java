package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/** The rules that every measured pixel has to keep. */
final class TruthPixels {
    private TruthPixels() {}

    /**
     * Refuses a ground truth without a valid pixel, one whose depth is not finite and positive, and predictions that are not finite where
     * it is valid.
     */
    static void requireUsable(FloatTensor prediction, GroundTruth truth) {
        PixelMask valid = truth.valid();
        FloatTensor depth = truth.depth();
        int pixels = valid.height() * valid.width();
        int count = 0;
        for (int i = 0; i < pixels; i++) {
            if (valid.get(i)) {
                if (!isDepth(depth.get(i)) || !(Math.abs(prediction.get(i)) <= Float.MAX_VALUE)) {
                    throw refuse("prediction", prediction.get(i), truth, i);
                }
                count++;
            }
        }
        requireAny(count);
    }

    static void requireAny(int count) {
        if (count == 0) {
            throw new IllegalArgumentException("ground truth must have at least one valid pixel, got none");
        }
    }

    static boolean isDepth(double metres) {
        return metres > 0 && metres <= Float.MAX_VALUE;
    }

    /** Returns what is wrong with a valid pixel: its measured depth, or else what was predicted. */
    static IllegalArgumentException refuse(String name, double predicted, GroundTruth truth, int pixel) {
        String position = "(" + pixel % truth.width() + ", " + pixel / truth.width() + ")";
        float metres = truth.depth().get(pixel);
        if (!isDepth(metres)) {
            return new IllegalArgumentException(
                    "ground truth must be finite and > 0 where it is valid, got " + metres + " at " + position);
        }
        String rule = name.equals("depth") ? "finite and > 0" : "finite";
        return new IllegalArgumentException(name + " must be " + rule + " where the ground truth is valid, got "
                + (float) predicted + " at " + position);
    }
}
