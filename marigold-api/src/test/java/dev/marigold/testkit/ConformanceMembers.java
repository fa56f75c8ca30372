package dev.marigold.testkit;

import static dev.marigold.testkit.ConformanceTensors.normal;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Members to merge, in [0, 1]: one scene seen with several scales and shifts. */
final class ConformanceMembers {
    static final int HEIGHT = 13;
    static final int WIDTH = 17;
    static final int PIXELS = HEIGHT * WIDTH;

    /** Standard deviation of the noise of a member, in its own scale. */
    private static final float NOISE = 0.01f;

    private ConformanceMembers() {}

    static Shape shape(int count) {
        return Shape.of(count, HEIGHT, WIDTH);
    }

    /** A slanted plane in front of a wall, spanning [0, 1] exactly. */
    static float[] scene() {
        float[] scene = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            scene[i] = Math.min(1, (i % WIDTH + 2 * (i / WIDTH)) / 32f);
        }
        return scene;
    }

    /** Returns members that differ only by what an invariance leaves unknown. */
    static float[] agreeing(AffineInvariance invariance, int count) {
        float[] scene = scene();
        float[] values = new float[count * PIXELS];
        for (int i = 0; i < values.length; i++) {
            int member = i / PIXELS;
            float scale = scale(invariance, member, count);
            float shift = invariance == AffineInvariance.SCALE_AND_SHIFT ? (1 - scale) * (member % 3) / 3 : 0;
            values[i] = scale * scene[i % PIXELS] + shift;
        }
        return values;
    }

    private static float scale(AffineInvariance invariance, int member, int count) {
        return invariance == AffineInvariance.NONE ? 1 : 0.4f + 0.5f * member / count;
    }

    /** Returns members that differ by noise, besides what an invariance leaves unknown. */
    static FloatTensor noisy(AffineInvariance invariance, int count, long seed) {
        float[] values = agreeing(invariance, count);
        FloatTensor noise = normal(shape(count), seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, values[i] + NOISE * noise.get(i)));
        }
        return FloatTensor.wrap(shape(count), values);
    }

    /** Returns the mean standard deviation of the noise of {@link #noisy} in the scale of the scene. */
    static double noiseInScene(AffineInvariance invariance, int count) {
        double sum = 0;
        for (int member = 0; member < count; member++) {
            sum += NOISE / scale(invariance, member, count);
        }
        return sum / count;
    }
}
