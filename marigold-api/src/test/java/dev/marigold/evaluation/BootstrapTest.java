package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void sameSeedGivesTheSameInterval() {
        double[] values = normal(50, 1);

        assertThat(Bootstrap.standard().mean(values))
                .isEqualTo(Bootstrap.standard().mean(values));
        assertThat(new Bootstrap(2000, 1, 0.95).mean(values))
                .isNotEqualTo(Bootstrap.standard().mean(values));
    }

    @Test
    void intervalOfManyNormalValuesIsThatOfTheFormula() {
        double[] values = normal(400, 2);
        double deviation = 0;
        double mean = Statistics.mean(values);
        for (double value : values) {
            deviation += (value - mean) * (value - mean) / values.length;
        }
        double half = 1.96 * Math.sqrt(deviation / values.length);

        ConfidenceInterval interval = Bootstrap.standard().mean(values);

        assertThat(interval.estimate()).isEqualTo(mean);
        // Of 2000 draws, the ends are known to a few percent of the width.
        assertThat(interval.low()).isCloseTo(mean - half, within(0.15 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.15 * half));
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        int hits = 0;
        for (int trial = 0; trial < 400; trial++) {
            hits += new Bootstrap(300, trial, 0.95)
                            .mean(normal(60, 1000 + trial))
                            .contains(0)
                    ? 1
                    : 0;
        }

        // Expected about 375, with a deviation of 5.
        assertThat(hits).isBetween(355, 395);
    }

    @Test
    void higherLevelIsWider() {
        double[] values = normal(30, 3);

        ConfidenceInterval wide = new Bootstrap(2000, 0, 0.99).mean(values);
        ConfidenceInterval narrow = new Bootstrap(2000, 0, 0.5).mean(values);

        assertThat(wide.low()).isLessThan(narrow.low());
        assertThat(wide.high()).isGreaterThan(narrow.high());
    }

    @Test
    void singleValueIsItsOwnInterval() {
        assertThat(Bootstrap.standard().mean(3)).isEqualTo(new ConfidenceInterval(3, 3, 3, 0.95));
    }

    @Test
    void noValuesGiveNoNumber() {
        assertThat(Bootstrap.standard().mean().estimate()).isNaN();
    }

    @Test
    void groupsAreDrawnFromByThemselves() {
        ConfidenceInterval interval =
                Bootstrap.standard().meanOfMeans(List.of(new double[] {1, 1, 1, 1, 1, 1}, new double[] {5}));

        assertThat(interval).isEqualTo(new ConfidenceInterval(3, 3, 3, 0.95));
    }

    @Test
    void levelOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new Bootstrap(10, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level must be in (0, 1), got 1.0");
    }

    @Test
    void noDrawsAreRefused() {
        assertThatThrownBy(() -> new Bootstrap(0, 0, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resamples must be >= 1, got 0");
    }

    private static double[] normal(int count, long seed) {
        Random random = new Random(seed);
        return random.doubles(count).map(unused -> random.nextGaussian()).toArray();
    }
}
