package dev.marigold.training.noise;

import dev.marigold.image.ResampleMode;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.objective.NoiseKind;

/**
 * Draws the noise of one micro-batch. Draws come in the published order: white noise first, then for each level its ratio and its noise.
 * The levels are those of the published strategy {@code original}, whose sizes shrink by the ratio to the power of the level, each from
 * the one before. Immutable.
 */
public final class TrainingNoise {
    private static final double STRENGTH = 0.9;
    private static final int MOST_LEVELS = 10;
    private static final Resampler UPSAMPLING = Resampler.of(ResampleMode.BILINEAR, false);

    private final NoiseKind kind;
    private final int trainTimesteps;

    /**
     * Creates a source of noise.
     *
     * @param trainTimesteps number of training timesteps, what strengths are annealed over
     */
    public TrainingNoise(NoiseKind kind, int trainTimesteps) {
        this.kind = kind;
        this.trainTimesteps = trainTimesteps;
    }

    /**
     * Returns noise of standard deviation 1 over the whole of it.
     *
     * @param shape {@code [B, C, h, w]}
     * @param timesteps one for each sample, in [0, number of training timesteps)
     * @param generator advances
     */
    public FloatTensor draw(Shape shape, int[] timesteps, TorchGenerator generator) {
        FloatTensor white = generator.next(shape);
        if (kind == NoiseKind.GAUSSIAN) {
            return white;
        }
        float[] sum = white.toArray();
        float[] strengths = strengths(timesteps);
        int height = shape.extent(2);
        int width = shape.extent(3);
        for (int level = 0; level < MOST_LEVELS; level++) {
            // Single precision as in the reference: a size at the edge of an integer must fall to the same side.
            float ratio = (float) Math.pow(generator.nextUniform() * 2 + 2, level);
            height = Math.max(1, (int) (height / ratio));
            width = Math.max(1, (int) (width / ratio));
            FloatTensor coarse = generator.next(shape.with(2, height).with(3, width));
            add(sum, UPSAMPLING.resize(coarse, shape.extent(2), shape.extent(3)), strengths, level);
            if (height == 1 || width == 1) {
                break;
            }
        }
        return FloatTensor.wrap(shape, toUnitDeviation(sum));
    }

    private float[] strengths(int[] timesteps) {
        float[] strengths = new float[timesteps.length];
        for (int b = 0; b < timesteps.length; b++) {
            strengths[b] = (float) (kind == NoiseKind.ANNEALED ? STRENGTH * timesteps[b] / trainTimesteps : STRENGTH);
        }
        return strengths;
    }

    private static void add(float[] sum, FloatTensor noise, float[] strengths, int level) {
        int length = sum.length / strengths.length;
        for (int b = 0; b < strengths.length; b++) {
            float weight = (float) Math.pow(strengths[b], level);
            for (int i = b * length; i < (b + 1) * length; i++) {
                sum[i] += weight * noise.get(i);
            }
        }
    }

    private static float[] toUnitDeviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value;
        }
        mean /= values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        float deviation = (float) Math.sqrt(squares / (values.length - 1));
        for (int i = 0; i < values.length; i++) {
            values[i] /= deviation;
        }
        return values;
    }
}
