package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.ensemble.Objective.Point;
import org.junit.jupiter.api.Test;

class BfgsTest {
    private static final double TOLERANCE = 1e-8;

    @Test
    void findsTheMinimumOfRosenbrocksValley() {
        Objective valley = x -> {
            double bend = x[1] - x[0] * x[0];
            double[] gradient = {-400 * x[0] * bend - 2 * (1 - x[0]), 200 * bend};
            return new Point(x, 100 * bend * bend + (1 - x[0]) * (1 - x[0]), gradient);
        };

        Point end = new Bfgs(valley, 200, TOLERANCE).minimise(new double[] {-1.2, 1});

        assertThat(end.x()).containsExactly(new double[] {1, 1}, within(1e-6));
        assertThat(end.gradientMaximum()).isLessThanOrEqualTo(TOLERANCE);
    }

    @Test
    void everyIterationLeadsDown() {
        Objective bowl = x -> new Point(x, 50 * x[0] * x[0] + x[1] * x[1], new double[] {100 * x[0], 2 * x[1]});
        double last = bowl.at(new double[] {1, 3}).value();

        for (int iterations = 1; iterations < 5; iterations++) {
            double value = new Bfgs(bowl, iterations, TOLERANCE)
                    .minimise(new double[] {1, 3})
                    .value();

            assertThat(value).isLessThan(last);
            last = value;
        }
    }

    @Test
    void staysWhereTheGradientVanishes() {
        Objective flat = x -> new Point(x, 7, new double[2]);

        Point end = new Bfgs(flat, 5, TOLERANCE).minimise(new double[] {2, 3});

        assertThat(end.x()).containsExactly(2, 3);
    }

    @Test
    void staysWhereTheGradientIsWrong() {
        Objective lying = x -> new Point(x, x[0], new double[] {-1});

        Point end = new Bfgs(lying, 5, TOLERANCE).minimise(new double[] {2});

        assertThat(end.x()).containsExactly(2);
    }
}
