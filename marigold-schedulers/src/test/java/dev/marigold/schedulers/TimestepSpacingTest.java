package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimestepSpacingTest {
    @ParameterizedTest
    @EnumSource
    void givesTheNumberOfStepsAskedForStrictlyDecreasingAndInRange(TimestepSpacing spacing) {
        for (int trainTimesteps : new int[] {1, 2, 7, 999, 1000}) {
            for (int steps = 1; steps <= trainTimesteps; steps++) {
                int[] timesteps = spacing.descending(steps, trainTimesteps);

                int[] expected = Arrays.stream(timesteps)
                        .map(t -> -t)
                        .sorted()
                        .distinct()
                        .map(t -> -t)
                        .toArray();
                assertThat(timesteps).hasSize(steps).isEqualTo(expected);
                assertThat(timesteps[0]).isLessThan(trainTimesteps);
                assertThat(timesteps[steps - 1]).isNotNegative();
            }
        }
    }

    @Test
    void leadingCountsFromTheFirstTimestep() {
        assertThat(TimestepSpacing.LEADING.descending(1, 1000)).containsExactly(0);
        assertThat(TimestepSpacing.LEADING.descending(4, 1000)).containsExactly(750, 500, 250, 0);
        assertThat(TimestepSpacing.LEADING.descending(3, 1000)).containsExactly(666, 333, 0);
    }

    @Test
    void trailingCountsFromTheLastTimestep() {
        assertThat(TimestepSpacing.TRAILING.descending(1, 1000)).containsExactly(999);
        assertThat(TimestepSpacing.TRAILING.descending(3, 1000)).containsExactly(999, 666, 332);
        assertThat(TimestepSpacing.TRAILING.descending(4, 1000)).containsExactly(999, 749, 499, 249);
    }

    @Test
    void linspaceIncludesBothEnds() {
        assertThat(TimestepSpacing.LINSPACE.descending(1, 1000)).containsExactly(0);
        assertThat(TimestepSpacing.LINSPACE.descending(3, 1000)).containsExactly(999, 500, 0);
    }

    /** Where the reference returns one timestep too many, the last of them -1. */
    @Test
    void trailingHasNoStepBelowZero() {
        int[] timesteps = TimestepSpacing.TRAILING.descending(61, 1000);

        assertThat(timesteps).hasSize(61).endsWith(32, 15);
    }
}
