package dev.marigold.ensemble;

import dev.marigold.ensemble.Objective.Point;
import java.util.Optional;

/**
 * Minimises by the method of Broyden, Fletcher, Goldfarb and Shanno, starting from the unit matrix: Nocedal and Wright, Numerical
 * Optimization, second edition, algorithm 6.1. First steps and stopping rules are those of SciPy, whose few iterations the published
 * pipelines use.
 */
final class Bfgs {
    private final Objective objective;
    private final int maximumIterations;
    private final double tolerance;

    /** Creates a minimiser that stops once no entry of the gradient exceeds {@code tolerance}, or no step leads down. */
    Bfgs(Objective objective, int maximumIterations, double tolerance) {
        this.objective = objective;
        this.maximumIterations = maximumIterations;
        this.tolerance = tolerance;
    }

    Point minimise(double[] x) {
        Point point = objective.at(x);
        double previousValue = point.value() + Math.sqrt(dot(point.gradient(), point.gradient())) / 2;
        double[][] inverseHessian = unit(x.length);
        for (int i = 0; i < maximumIterations && point.gradientMaximum() > tolerance; i++) {
            double[] direction = times(inverseHessian, point.gradient(), -1);
            double guess = 1.01 * 2 * (point.value() - previousValue) / point.slope(direction);
            double firstStep = guess > 0 ? Math.min(1, guess) : 1;
            Optional<Point> next = WolfeLineSearch.find(objective, point, direction, firstStep);
            if (next.isEmpty()) {
                break;
            }
            update(inverseHessian, point, next.get());
            previousValue = point.value();
            point = next.get();
        }
        return point;
    }

    private static void update(double[][] h, Point from, Point to) {
        double[] s = difference(to.x(), from.x());
        double[] y = difference(to.gradient(), from.gradient());
        double curvature = dot(y, s);
        if (curvature <= 0) {
            return;
        }
        double[] hy = times(h, y, 1);
        double factor = (1 + dot(y, hy) / curvature) / curvature;
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                h[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
            }
        }
    }

    private static double[][] unit(int size) {
        double[][] unit = new double[size][size];
        for (int i = 0; i < size; i++) {
            unit[i][i] = 1;
        }
        return unit;
    }

    private static double[] times(double[][] matrix, double[] vector, double factor) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            product[i] = factor * dot(matrix[i], vector);
        }
        return product;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
