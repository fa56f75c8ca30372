package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.ResampleMode;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Brings predictions to the size of the ground truth. */
final class PredictionSize {
    private static final Resampler RESAMPLER = Resampler.of(ResampleMode.BILINEAR, true);

    private PredictionSize() {}

    static FloatTensor fit(FloatTensor prediction, GroundTruth truth, SizeMismatch policy) {
        Shape size = prediction.shape();
        if (size.rank() != 2 || size.elementCount() == 0) {
            throw new IllegalArgumentException("prediction must have shape [H, W] with H and W >= 1, got " + size);
        }
        int height = size.extent(0);
        int width = size.extent(1);
        if (height == truth.height() && width == truth.width() || policy == SizeMismatch.REFUSE) {
            return prediction;
        }
        if (!isProportional(height, width, truth)) {
            throw new IllegalArgumentException("prediction must have the proportions of the ground truth, "
                    + truth.depth().shape() + ", to be resized, got " + size);
        }
        FloatTensor resized =
                RESAMPLER.resize(prediction.reshape(Shape.of(1, 1, height, width)), truth.height(), truth.width());
        return resized.reshape(truth.depth().shape());
    }

    private static boolean isProportional(int height, int width, GroundTruth truth) {
        double expectedHeight = (double) width * truth.height() / truth.width();
        double expectedWidth = (double) height * truth.width() / truth.height();
        return Math.abs(height - expectedHeight) <= 1 || Math.abs(width - expectedWidth) <= 1;
    }
}
