package dev.marigold.evaluation;

import dev.marigold.internal.numeric.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Confidence intervals by drawing samples with replacement (Efron's percentile bootstrap): no assumption on the distribution, which for
 * errors per picture has a long tail. The same values and settings give the same interval. With fewer than about twenty samples the
 * intervals are too narrow. Immutable.
 *
 * @param resamples number of draws, at least 1
 * @param seed of the random numbers
 * @param level of confidence, in (0, 1)
 */
public record Bootstrap(int resamples, long seed, double level) {
    private static final Bootstrap STANDARD = new Bootstrap(2000, 0, 0.95);

    /** Checks the settings. */
    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples must be >= 1, got " + resamples);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), got " + level);
        }
    }

    /** Returns 2000 draws for a level of 95 %. */
    public static Bootstrap standard() {
        return STANDARD;
    }

    /** Returns the interval of the mean of independent values; NaN everywhere if there are none. */
    public ConfidenceInterval mean(double... values) {
        return meanOfMeans(List.of(values));
    }

    /** Returns the interval of the mean of the means of groups, of which each is drawn from by itself; NaN if there are none. */
    public ConfidenceInterval meanOfMeans(List<double[]> groups) {
        double estimate =
                Statistics.mean(groups.stream().mapToDouble(Statistics::mean).toArray());
        if (Double.isNaN(estimate)) {
            return new ConfidenceInterval(estimate, estimate, estimate, level);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (double[] group : groups) {
                sum += drawMean(group, random);
            }
            means[i] = sum / groups.size();
        }
        Arrays.sort(means);
        double tail = (1 - level) / 2;
        return new ConfidenceInterval(estimate, Quantiles.of(means, tail), Quantiles.of(means, 1 - tail), level);
    }

    private static double drawMean(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}
