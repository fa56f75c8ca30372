package dev.marigold.dataset;

import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;

/** A rectangle of pixels, {@code rows [top, bottom)} and {@code columns [left, right)}. */
record Window(int top, int bottom, int left, int right) {
    static Window of(int height, int width) {
        return new Window(0, height, 0, width);
    }

    RgbImage cut(RgbImage image) {
        return covers(image.height(), image.width()) ? image : image.crop(left, top, right - left, bottom - top);
    }

    /** Cuts a map {@code [H, W]}. */
    FloatTensor cut(FloatTensor map) {
        int width = map.shape().extent(1);
        if (covers(map.shape().extent(0), width)) {
            return map;
        }
        float[] values = new float[(bottom - top) * (right - left)];
        for (int y = top; y < bottom; y++) {
            map.copyTo(y * width + left, values, (y - top) * (right - left), right - left);
        }
        return FloatTensor.wrap(Shape.of(bottom - top, right - left), values);
    }

    PixelMask mask(Shape map) {
        return PixelMask.rectangle(map, top, bottom, left, right);
    }

    private boolean covers(int height, int width) {
        return equals(of(height, width));
    }
}
