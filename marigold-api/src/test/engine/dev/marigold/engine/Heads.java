package dev.marigold.engine;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** What diffusers makes of decoded pictures {@code [B, 3, h, w]}. */
final class Heads {
    private static final int CHANNELS = 3;

    private Heads() {}

    /** Returns what a checkpoint predicts: depth {@code [B, 1, h, w]}, unit normals or reflectance {@code [B, 3, h, w]}. */
    static FloatTensor prediction(GoldenCheckpoint golden, FloatTensor pictures) {
        return switch (golden) {
            case DEPTH_V1_1, DEPTH_V1_0, DEPTH_LCM -> shares(mean(pictures));
            case NORMALS_V1_1 -> directions(pictures);
            case IID_APPEARANCE_V1_1 -> shares(pictures);
        };
    }

    private static FloatTensor mean(FloatTensor pictures) {
        Shape shape = pictures.shape().with(1, 1);
        float[] means = new float[(int) shape.elementCount()];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < CHANNELS; channel++) {
                sum += pictures.get(index(i, channel, pictures.shape()));
            }
            means[i] = (float) (sum / CHANNELS);
        }
        return FloatTensor.wrap(shape, means);
    }

    private static FloatTensor shares(FloatTensor values) {
        float[] shares = values.toArray();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (clipped(shares[i]) + 1) / 2;
        }
        return FloatTensor.wrap(values.shape(), shares);
    }

    private static FloatTensor directions(FloatTensor pictures) {
        float[] directions = pictures.toArray();
        for (int i = 0; i < directions.length / CHANNELS; i++) {
            double squares = 0;
            for (int channel = 0; channel < CHANNELS; channel++) {
                squares += Math.pow(clipped(directions[index(i, channel, pictures.shape())]), 2);
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = index(i, channel, pictures.shape());
                directions[at] = (float) (clipped(directions[at]) / Math.max(Math.sqrt(squares), 1e-6));
            }
        }
        return FloatTensor.wrap(pictures.shape(), directions);
    }

    private static float clipped(float value) {
        return Math.min(Math.max(value, -1), 1);
    }

    /** Returns where a channel of a pixel is, pixels being counted through the whole batch. */
    private static int index(int pixel, int channel, Shape shape) {
        int pixels = shape.extent(2) * shape.extent(3);
        return (pixel / pixels * CHANNELS + channel) * pixels + pixel % pixels;
    }
}
