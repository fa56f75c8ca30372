package dev.marigold.training.batch;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.TrainingSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepared samples of one size.
 *
 * @param pictures {@code [B, 3, H, W]} in [-1, 1]
 * @param depths {@code [B, 1, H, W]}, normalised, in [-1, 1]
 * @param masks {@code [B, 1, H, W]}, 1 where depth counts and 0 elsewhere
 * @param perDepth {@code [B, 1, H, W]}, relative error in metres per unit of error in {@code depths}
 */
public record Batch(FloatTensor pictures, FloatTensor depths, FloatTensor masks, FloatTensor perDepth) {
    static Batch of(List<TrainingSample> samples, TrainingSize size) {
        int pixels = size.width() * size.height();
        Shape maps = Shape.of(samples.size(), 1, size.height(), size.width());
        float[] pictures = new float[samples.size() * 3 * pixels];
        float[] depths = new float[samples.size() * pixels];
        float[] masks = new float[depths.length];
        float[] perDepth = new float[depths.length];
        for (int b = 0; b < samples.size(); b++) {
            TrainingSample sample = samples.get(b);
            System.arraycopy(sample.picture(), 0, pictures, b * 3 * pixels, 3 * pixels);
            float half = (sample.depth().high() - sample.depth().low()) / 2;
            for (int i = 0; i < pixels; i++) {
                boolean valid = sample.depth().valid().get(i);
                depths[b * pixels + i] = sample.depth().values().get(i);
                masks[b * pixels + i] = valid ? 1 : 0;
                // Nothing nearer than the near end is told apart, so nothing there weighs more than it.
                perDepth[b * pixels + i] = valid
                        ? half
                                / Math.max(
                                        sample.metres()[i],
                                        Math.max(sample.depth().low(), Float.MIN_NORMAL))
                        : 0;
            }
        }
        return new Batch(
                FloatTensor.wrap(maps.with(1, 3), pictures),
                FloatTensor.wrap(maps, depths),
                FloatTensor.wrap(maps, masks),
                FloatTensor.wrap(maps, perDepth));
    }

    /**
     * Returns what an autoencoder learns to reconstruct: the pictures {@code [B, 3, H, W]}, and one {@code [1, 3, H, W]} of the depths of each sample
     * that has any.
     */
    public List<FloatTensor> reconstructed() {
        List<FloatTensor> reconstructed = new ArrayList<>();
        reconstructed.add(pictures);
        FloatTensor grey = depthPictures();
        for (int b = 0; b < grey.shape().extent(0); b++) {
            if (hasDepth(b)) {
                reconstructed.add(grey.slice(b, b + 1));
            }
        }
        return reconstructed;
    }

    private boolean hasDepth(int sample) {
        int pixels = masks.shape().extent(2) * masks.shape().extent(3);
        for (int i = sample * pixels; i < (sample + 1) * pixels; i++) {
            if (masks.get(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the depths as grey pictures {@code [B, 3, H, W]}, which is what an autoencoder takes. */
    public FloatTensor depthPictures() {
        Shape shape = depths.shape();
        int pixels = shape.extent(2) * shape.extent(3);
        float[] values = new float[3 * shape.extent(0) * pixels];
        for (int plane = 0; plane < 3 * shape.extent(0); plane++) {
            depths.copyTo(plane / 3 * pixels, values, plane * pixels, pixels);
        }
        return FloatTensor.wrap(shape.with(1, 3), values);
    }
}
