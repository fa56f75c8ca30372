package dev.marigold.training.batch;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import java.util.SplittableRandom;

/** A rectangle of a picture. */
record CropWindow(int left, int top, int width, int height) {
    /** Returns a window of the proportions of a size, or the whole picture where nothing is to be cropped. */
    static CropWindow draw(SampleGeometry geometry, GroundTruth truth, TrainingSize size, SplittableRandom random) {
        if (!geometry.crops()) {
            return new CropWindow(0, 0, truth.width(), truth.height());
        }
        double proportion = (double) size.width() / size.height();
        double largest = Math.min(truth.height(), truth.width() / proportion);
        double share = geometry.smallestCrop() + (1 - geometry.smallestCrop()) * random.nextDouble();
        int height = Math.max(1, (int) (largest * share));
        int width = Math.max(1, Math.min(truth.width(), (int) (largest * share * proportion)));
        int left = random.nextInt(truth.width() - width + 1);
        int top = random.nextInt(truth.height() - height + 1);
        return new CropWindow(left, top, width, height);
    }

    double validShare(GroundTruth truth) {
        int valid = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                valid += truth.valid().get(y * truth.width() + x) ? 1 : 0;
            }
        }
        return (double) valid / (width * height);
    }

    /**
     * Returns the part of an image inside the window.
     *
     * @param image {@code [1, C, H, W]}
     */
    FloatTensor cut(FloatTensor image, boolean mirrored) {
        Shape shape = image.shape();
        int channels = shape.extent(1);
        float[] part = new float[channels * height * width];
        for (int row = 0; row < channels * height; row++) {
            int y = row / height * shape.extent(2) + top + row % height;
            image.copyTo(y * shape.extent(3) + left, part, row * width, width);
            if (mirrored) {
                reverse(part, row * width, width);
            }
        }
        return FloatTensor.wrap(Shape.of(1, channels, height, width), part);
    }

    private static void reverse(float[] values, int from, int length) {
        for (int i = 0; i < length / 2; i++) {
            float value = values[from + i];
            values[from + i] = values[from + length - 1 - i];
            values[from + length - 1 - i] = value;
        }
    }
}
