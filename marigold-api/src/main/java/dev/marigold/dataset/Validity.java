package dev.marigold.dataset;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.util.function.IntPredicate;

/** Where a depth map may be trusted. */
final class Validity {
    private static final DepthRange MEASURABLE = new DepthRange(0, Float.POSITIVE_INFINITY);

    private Validity() {}

    /** Returns the pixels whose depth is strictly inside a range. */
    static PixelMask inside(FloatTensor depth, DepthRange range) {
        return where(depth, i -> range.contains(depth.get(i)));
    }

    /** Returns the pixels that another map marks with anything but 0 and that have a depth. */
    static PixelMask marked(FloatTensor depth, FloatTensor mask) {
        return where(depth, i -> mask.get(i) != 0 && MEASURABLE.contains(depth.get(i)));
    }

    private static PixelMask where(FloatTensor depth, IntPredicate valid) {
        boolean[] pixels = new boolean[Math.toIntExact(depth.shape().elementCount())];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = valid.test(i);
        }
        return PixelMask.wrap(depth.shape().extent(0), depth.shape().extent(1), pixels);
    }
}
