package dev.marigold.schedulers;

import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import java.util.OptionalInt;

/**
 * One step of a walk.
 *
 * @param timesteps of the whole walk; not to be changed
 * @param index of the step in the walk
 * @param output what the network returned at this step
 * @param sample the current sample, of the shape of {@code output}
 * @param noiseSource draws noise for this step
 */
record Step(int[] timesteps, int index, FloatTensor output, FloatTensor sample, NoiseSource noiseSource) {
    int timestep() {
        return timesteps[index];
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
