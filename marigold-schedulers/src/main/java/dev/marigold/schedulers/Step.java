package dev.marigold.schedulers;

import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import java.util.OptionalInt;

/** One step of a walk. */
final class Step {
    private final int[] timesteps;
    private final int index;
    private final FloatTensor output;
    private final FloatTensor sample;
    private final NoiseSource noiseSource;

    /**
     * Creates a step.
     *
     * @param timesteps of the whole walk; not copied
     * @param index of the step in the walk
     * @param output what the network returned at this step
     * @param sample the current sample, of the shape of {@code output}
     * @param noiseSource draws noise for this step
     */
    Step(int[] timesteps, int index, FloatTensor output, FloatTensor sample, NoiseSource noiseSource) {
        this.timesteps = timesteps;
        this.index = index;
        this.output = output;
        this.sample = sample;
        this.noiseSource = noiseSource;
    }

    int timestep() {
        return timesteps[index];
    }

    /** Returns the number of steps of the walk. */
    int walkLength() {
        return timesteps.length;
    }

    FloatTensor output() {
        return output;
    }

    FloatTensor sample() {
        return sample;
    }

    /** Returns the timestep of the next step; empty for the last. */
    OptionalInt following() {
        return index + 1 < timesteps.length ? OptionalInt.of(timesteps[index + 1]) : OptionalInt.empty();
    }

    /** Returns a fresh draw of the shape of the sample. */
    FloatTensor drawNoise() {
        FloatTensor noise = noiseSource.next(sample.shape());
        SameShape.require("noise", noise, "sample", sample);
        return noise;
    }

    /** Returns the samples the network sees behind the noise, one value for each of the sample's, limited. */
    double[] originals(PredictionType type, NoiseLevel level, SampleLimit limit) {
        double[] originals = new double[Math.toIntExact(sample.shape().elementCount())];
        for (int i = 0; i < originals.length; i++) {
            originals[i] = type.sample(output.get(i), sample.get(i), level);
        }
        limit.apply(originals, sample.shape().rank() == 0 ? 1 : sample.shape().extent(0));
        return originals;
    }
}
