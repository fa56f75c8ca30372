package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * A picture as the networks see it.
 *
 * @param tensor shape {@code [1, 3, H, W]}, in [-1, 1], padded on the right and bottom
 * @param height without padding
 * @param width without padding
 */
record PaddedPicture(FloatTensor tensor, int height, int width) {
    /** Returns the mirror image, left and right exchanged, padded on the right and bottom as well. */
    FloatTensor mirror() {
        int padded = tensor.shape().extent(3);
        float[] mirrored = new float[Math.toIntExact(tensor.shape().elementCount())];
        for (int i = 0; i < mirrored.length; i++) {
            int x = i % padded;
            mirrored[i] = tensor.get(i - x + Math.max(width - 1 - x, 0));
        }
        return FloatTensor.wrap(tensor.shape(), mirrored);
    }

    /** Returns maps {@code [E, H, W]} of the padded picture without the padding. */
    FloatTensor crop(FloatTensor maps) {
        Shape padded = maps.shape();
        int members = padded.extent(0);
        if (padded.extent(1) == height && padded.extent(2) == width) {
            return maps;
        }
        float[] cropped = new float[Math.multiplyExact(members, Math.multiplyExact(height, width))];
        for (int row = 0; row < members * height; row++) {
            int source = (row / height * padded.extent(1) + row % height) * padded.extent(2);
            maps.copyTo(source, cropped, row * width, width);
        }
        return FloatTensor.wrap(Shape.of(members, height, width), cropped);
    }
}
