package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.function.UnaryOperator;

/** Reads depth from decoded pictures: the mean of the channels, clipped to [-1, 1], as [0, 1]. Immutable. */
final class DepthHead implements UnaryOperator<FloatTensor> {
    /** Returns the maps {@code [B, H, W]} of pictures {@code [B, 3, H, W]}. */
    @Override
    public FloatTensor apply(FloatTensor pictures) {
        Shape shape = pictures.shape();
        int channels = shape.extent(1);
        int plane = shape.extent(2) * shape.extent(3);
        float[] maps = new float[shape.extent(0) * plane];
        for (int i = 0; i < maps.length; i++) {
            int first = i / plane * channels * plane + i % plane;
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += pictures.get(first + channel * plane);
            }
            double clipped = Math.min(Math.max(sum / channels, -1), 1);
            maps[i] = (float) ((clipped + 1) / 2);
        }
        return FloatTensor.wrap(Shape.of(shape.extent(0), shape.extent(2), shape.extent(3)), maps);
    }
}
