package dev.marigold.calibration;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds a line that most observations agree with, wherever the others are: the best of all lines through two observations, or of a fixed
 * sample of them where there are many (RANSAC; Fischler and Bolles, 1981). The cost of a deviation grows with its logarithm (Cauchy), so
 * that no threshold has to be known.
 */
final class LineSearch {
    private static final int MOST_LINES = 2000;
    private static final int MOST_JUDGES = 1000;
    private static final double KNEE = 2.385;
    private static final long SEED = 2024;

    private final Observations observations;
    private final @Nullable Double knownShift;
    private final int judgeStep;
    private Line best = Line.through(0, 0);
    private double bestCost = Double.POSITIVE_INFINITY;

    LineSearch(Observations observations, @Nullable Double knownShift) {
        this.observations = observations;
        this.knownShift = knownShift;
        this.judgeStep = (observations.count() + MOST_JUDGES - 1) / MOST_JUDGES;
    }

    /** Returns the best line; there have to be observations that determine one. */
    Line find() {
        int count = observations.count();
        if (knownShift != null) {
            int step = (count + MOST_LINES - 1) / MOST_LINES;
            for (int i = 0; i < count; i += step) {
                tryThrough(observations.value(i), observations.target(i) - knownShift, knownShift);
            }
        } else if ((long) count * (count - 1) / 2 <= MOST_LINES) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < i; j++) {
                    tryPair(i, j);
                }
            }
        } else {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int k = 0; k < MOST_LINES; k++) {
                tryPair(random.nextInt(count), random.nextInt(count));
            }
        }
        return best;
    }

    private void tryPair(int i, int j) {
        double run = observations.value(i) - observations.value(j);
        double scale = (observations.target(i) - observations.target(j)) / run;
        tryLine(scale, observations.target(i) - scale * observations.value(i));
    }

    private void tryThrough(double run, double rise, double shift) {
        tryLine(rise / run, shift);
    }

    private void tryLine(double scale, double shift) {
        if (!Double.isFinite(scale)) {
            return;
        }
        double cost = 0;
        for (int i = 0; i < observations.count() && cost < bestCost; i += judgeStep) {
            double deviation = observations.deviation(i, scale, shift) / KNEE;
            cost += Math.log1p(deviation * deviation);
        }
        if (cost < bestCost) {
            bestCost = cost;
            best = Line.through(scale, shift);
        }
    }
}
