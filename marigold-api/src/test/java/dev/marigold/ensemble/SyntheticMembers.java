package dev.marigold.ensemble;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A made-up scene and predictions of it: differently scaled and shifted, with noise and outliers, clipped to [0, 1]. The experiment of
 * {@code docs/ensembling.md}.
 */
final class SyntheticMembers {
    private static final double OUTLIERS = 0.005;

    private final int height;
    private final int width;
    private final double[] truth;
    private final FloatTensor members;

    /** What is wrong with the members besides scale and shift. */
    enum Errors {
        /** Noise of 1 % of the range, and outliers. */
        NOISE,
        /** The same, and one disc per member at a wrong depth. */
        REGIONS,
        /** The same as noise, and every fourth member shows something else. */
        STRANGERS
    }

    SyntheticMembers(int count, int height, int width, Errors errors, long seed) {
        this.height = height;
        this.width = width;
        Random random = new Random(seed);
        truth = scene(random);
        float[] values = new float[count * height * width];
        for (int member = 0; member < count; member++) {
            double scale = 0.5 + 0.45 * random.nextDouble();
            double shift = (1 - scale) * random.nextDouble();
            double[] seen = seen(member, errors, random);
            for (int pixel = 0; pixel < truth.length; pixel++) {
                double depth = scale * seen[pixel] + shift + 0.01 * random.nextGaussian();
                double value = random.nextDouble() < OUTLIERS ? random.nextDouble() : depth;
                values[member * truth.length + pixel] = (float) Math.min(1, Math.max(0, value));
            }
        }
        members = FloatTensor.wrap(Shape.of(count, height, width), values);
    }

    FloatTensor members() {
        return members;
    }

    /** Returns the mean absolute error, in thousandths of the scene's range, after the best affine fit to the scene. */
    double error(FloatTensor prediction) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        int n = truth.length;
        for (int i = 0; i < n; i++) {
            x += prediction.get(i);
            y += truth[i];
            xx += (double) prediction.get(i) * prediction.get(i);
            xy += prediction.get(i) * truth[i];
        }
        double scale = (xy - x * y / n) / (xx - x * x / n);
        double shift = (y - scale * x) / n;
        double error = 0;
        for (int i = 0; i < n; i++) {
            error += Math.abs(scale * prediction.get(i) + shift - truth[i]);
        }
        return 1000 * error / n;
    }

    private double[] seen(int member, Errors errors, Random random) {
        if (errors == Errors.STRANGERS && member % 4 == 0) {
            return scene(random);
        }
        double[] seen = truth.clone();
        if (errors == Errors.REGIONS) {
            double offset = 0.2 * random.nextGaussian();
            disc(seen, random, 0.2, value -> value + offset);
        }
        return seen;
    }

    private double[] scene(Random random) {
        double[] depth = new double[height * width];
        double phase = 6 * random.nextDouble();
        for (int i = 0; i < depth.length; i++) {
            double x = (i % width + 0.5) / width;
            double y = (Math.floorDiv(i, width) + 0.5) / height;
            depth[i] = 0.55 * (1 - y) + 0.2 * Math.sin(6 * x + phase) * Math.cos(4 * y);
        }
        for (int object = 0; object < 6; object++) {
            double factor = 0.3 + 0.8 * random.nextDouble();
            disc(depth, random, 0.03 + 0.12 * random.nextDouble(), value -> value * factor);
        }
        return toUnitRange(depth);
    }

    private static double[] toUnitRange(double[] depth) {
        double low = Arrays.stream(depth).min().orElseThrow();
        double high = Arrays.stream(depth).max().orElseThrow();
        return Arrays.stream(depth).map(value -> (value - low) / (high - low)).toArray();
    }

    private void disc(double[] depth, Random random, double radius, DoubleUnaryOperator change) {
        double centreX = random.nextDouble();
        double centreY = random.nextDouble();
        for (int i = 0; i < depth.length; i++) {
            double x = (i % width + 0.5) / width - centreX;
            double y = (Math.floorDiv(i, width) + 0.5) / height - centreY;
            depth[i] = x * x + y * y < radius * radius ? change.applyAsDouble(depth[i]) : depth[i];
        }
    }
}
