package dev.marigold.testkit;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Tensors to call plugins with, the same for the same seed. */
final class ConformanceTensors {
    private ConformanceTensors() {}

    /** Returns the values as they are now, whoever changes the array behind them later. */
    static FloatTensor copy(FloatTensor tensor) {
        return FloatTensor.wrap(tensor.shape(), tensor.toArray());
    }

    /** Returns standard normal values. */
    static FloatTensor normal(Shape shape, long seed) {
        return random(shape, seed, Random::nextGaussian);
    }

    /** Returns values that are equally likely anywhere in {@code [least, 1)}. */
    static FloatTensor uniform(Shape shape, float least, long seed) {
        return random(shape, seed, random -> least + (1 - least) * random.nextFloat());
    }

    private static FloatTensor random(Shape shape, long seed, ToDoubleFunction<Random> draw) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draw.applyAsDouble(random);
        }
        return FloatTensor.wrap(shape, values);
    }
}
