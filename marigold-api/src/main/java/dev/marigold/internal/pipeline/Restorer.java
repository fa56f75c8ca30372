package dev.marigold.internal.pipeline;

import dev.marigold.image.ResampleMode;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Resizes maps to the size of the picture, without antialiasing as diffusers does. Unlike diffusers, clips what bicubic interpolation
 * overshoots. Immutable.
 */
final class Restorer {
    private final Resampler resampler;

    Restorer(ResampleMode mode) {
        resampler = Resampler.of(mode, false);
    }

    DepthMaps restore(DepthMaps maps, int height, int width) {
        return maps.map(
                depth -> clip(resize(depth, height, width), 1),
                uncertainty -> clip(resize(uncertainty, height, width), Float.MAX_VALUE));
    }

    private FloatTensor resize(FloatTensor map, int height, int width) {
        Shape shape = map.shape();
        if (shape.extent(0) == height && shape.extent(1) == width) {
            return map;
        }
        FloatTensor picture = map.reshape(Shape.of(1, 1, shape.extent(0), shape.extent(1)));
        return resampler.resize(picture, height, width).reshape(Shape.of(height, width));
    }

    private static FloatTensor clip(FloatTensor map, float max) {
        float[] values = map.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(Math.max(values[i], 0), max);
        }
        return FloatTensor.wrap(map.shape(), values);
    }
}
