package dev.marigold.ensemble;

import dev.marigold.ensemble.Objective.Point;
import java.util.Optional;

/**
 * Looks along a direction for a point that satisfies the strong Wolfe conditions: Nocedal and Wright, Numerical Optimization, second
 * edition, algorithms 3.5 and 3.6.
 */
final class WolfeLineSearch {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MAXIMUM_TRIALS = 30;
    private static final double MARGIN = 0.1;

    private final Objective objective;
    private final Point start;
    private final double[] direction;
    private final double slope;

    private WolfeLineSearch(Objective objective, Point start, double[] direction) {
        this.objective = objective;
        this.start = start;
        this.direction = direction;
        this.slope = start.slope(direction);
    }

    /** Returns an acceptable point; empty if there is none or the direction does not lead down. */
    static Optional<Point> find(Objective objective, Point start, double[] direction, double firstStep) {
        WolfeLineSearch search = new WolfeLineSearch(objective, start, direction);
        return search.slope < 0 ? search.bracket(firstStep) : Optional.empty();
    }

    private Optional<Point> bracket(double firstStep) {
        Trial last = new Trial(0, start);
        double step = firstStep;
        for (int i = 0; i < MAXIMUM_TRIALS; i++) {
            Trial trial = trial(step);
            if (isTooHigh(trial) || (i > 0 && trial.value() >= last.value())) {
                return zoom(last, trial);
            }
            if (isFlatEnough(trial)) {
                return Optional.of(trial.point);
            }
            if (trial.slope() >= 0) {
                return zoom(trial, last);
            }
            last = trial;
            step *= 2;
        }
        return Optional.empty();
    }

    private Optional<Point> zoom(Trial first, Trial second) {
        Trial low = first;
        Trial high = second;
        for (int i = 0; i < MAXIMUM_TRIALS; i++) {
            Trial trial = trial(between(low, high));
            if (isTooHigh(trial) || trial.value() >= low.value()) {
                high = trial;
                continue;
            }
            if (isFlatEnough(trial)) {
                return Optional.of(trial.point);
            }
            if (trial.slope() * (high.step - low.step) >= 0) {
                high = low;
            }
            low = trial;
        }
        return Optional.empty();
    }

    /** The minimum of the cubic through values and slopes at both ends, or the middle where that is too close to an end. */
    private static double between(Trial a, Trial b) {
        double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step - b.step);
        double d2 = Math.signum(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
        double step = b.step - (b.step - a.step) * ((b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2));
        double margin = MARGIN * Math.abs(b.step - a.step);
        boolean inside = step > Math.min(a.step, b.step) + margin && step < Math.max(a.step, b.step) - margin;
        return inside ? step : (a.step + b.step) / 2;
    }

    private boolean isTooHigh(Trial trial) {
        return trial.value() > start.value() + SUFFICIENT_DECREASE * trial.step * slope;
    }

    private boolean isFlatEnough(Trial trial) {
        return Math.abs(trial.slope()) <= -CURVATURE * slope;
    }

    private Trial trial(double step) {
        return new Trial(step, objective.at(start.moved(step, direction)));
    }

    private final class Trial {
        private final double step;
        private final Point point;
        private final double slope;

        Trial(double step, Point point) {
            this.step = step;
            this.point = point;
            this.slope = point.slope(direction);
        }

        double value() {
            return point.value();
        }

        double slope() {
            return slope;
        }
    }
}
