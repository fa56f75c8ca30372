package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * What the members of an ensemble see of a picture: all of them the same, or every second one its mirror image, whose maps are mirrored
 * back. Member {@code i} sees view {@code i % V}.
 *
 * @param picture what the first member sees
 * @param mirrored whether there is a second view
 */
record Views(PaddedPicture picture, boolean mirrored) {
    /** Returns all views, shape {@code [V, 3, H, W]}. */
    FloatTensor tensor() {
        FloatTensor seen = picture.tensor();
        if (!mirrored) {
            return seen;
        }
        int size = Math.toIntExact(seen.shape().elementCount());
        float[] both = new float[Math.multiplyExact(2, size)];
        seen.copyTo(0, both, 0, size);
        picture.mirror().copyTo(0, both, size, size);
        return FloatTensor.wrap(seen.shape().with(0, 2), both);
    }

    /** Returns maps {@code [E, H, W]} of the members as maps of the picture, without padding. */
    FloatTensor restore(FloatTensor padded) {
        FloatTensor maps = picture.crop(padded);
        if (!mirrored) {
            return maps;
        }
        Shape shape = maps.shape();
        int width = shape.extent(2);
        int rows = shape.extent(0) * shape.extent(1);
        float[] values = maps.toArray();
        for (int row = 0; row < rows; row++) {
            if (row / shape.extent(1) % 2 == 1) {
                mirror(values, row * width, width);
            }
        }
        return FloatTensor.wrap(shape, values);
    }

    private static void mirror(float[] values, int from, int width) {
        for (int left = from, right = from + width - 1; left < right; left++, right--) {
            float value = values[left];
            values[left] = values[right];
            values[right] = value;
        }
    }
}
