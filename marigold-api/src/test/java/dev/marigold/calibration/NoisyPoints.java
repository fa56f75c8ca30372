package dev.marigold.calibration;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A prediction that is exactly affine to a true depth, and measurements of that depth of which some are wrong. */
record NoisyPoints(FloatTensor prediction, FloatTensor truth, List<KnownDepth> known) {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    /** Draws a scene, and points of it with a relative noise, the first ones replaced by depths from anywhere. */
    static NoisyPoints draw(CalibrationDomain domain, long seed, int points, double noise, int outliers) {
        Random random = new Random(seed);
        double near = 0.5 + 2 * random.nextDouble();
        double far = near * (2 + 18 * random.nextDouble());
        FloatTensor prediction = values(random);
        double first = domain.of(domain == CalibrationDomain.DEPTH ? near : far);
        double last = domain.of(domain == CalibrationDomain.DEPTH ? far : near);
        float[] truth = prediction.toArray();
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (float) domain.of(first + (last - first) * truth[i]);
        }
        List<KnownDepth> known = new ArrayList<>();
        for (int k = 0; k < points; k++) {
            int i = random.nextInt(truth.length);
            double metres = truth[i] * (1 + noise * random.nextGaussian());
            double wrong = 0.3 + 1.5 * far * random.nextDouble();
            known.add(KnownDepth.at(i % WIDTH, i / WIDTH, k < outliers ? wrong : metres));
        }
        return new NoisyPoints(prediction, FloatTensor.wrap(prediction.shape(), truth), known);
    }

    private static FloatTensor values(Random random) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        values[0] = 0;
        values[1] = 1;
        return FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), values);
    }

    MetricCalibration.Builder calibration(CalibrationDomain domain) {
        return MetricCalibration.builder(prediction).known(known).domain(domain);
    }

    /** Returns the relative errors of depths, smallest first; an invalid depth is infinitely wrong. */
    double[] errors(MetricDepth metres) {
        double[] errors = new double[WIDTH * HEIGHT];
        for (int i = 0; i < errors.length; i++) {
            double error = Math.abs(metres.metres().get(i) / truth.get(i) - 1);
            errors[i] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
        Arrays.sort(errors);
        return errors;
    }
}
