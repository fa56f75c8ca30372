package dev.marigold.ensemble;

/** A function to minimise. */
@FunctionalInterface
interface Objective {
    /** Evaluates the function and its gradient. */
    Point at(double[] x);

    /** A place with the function's value and gradient there. Arrays are not changed. */
    final class Point {
        private final double[] x;
        private final double value;
        private final double[] gradient;

        Point(double[] x, double value, double[] gradient) {
            this.x = x;
            this.value = value;
            this.gradient = gradient;
        }

        double[] x() {
            return x;
        }

        double value() {
            return value;
        }

        double[] gradient() {
            return gradient;
        }

        double slope(double[] direction) {
            double sum = 0;
            for (int i = 0; i < direction.length; i++) {
                sum += gradient[i] * direction[i];
            }
            return sum;
        }

        double[] moved(double step, double[] direction) {
            double[] moved = x.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += step * direction[i];
            }
            return moved;
        }

        double gradientMaximum() {
            double maximum = 0;
            for (double entry : gradient) {
                maximum = Math.max(maximum, Math.abs(entry));
            }
            return maximum;
        }
    }
}
