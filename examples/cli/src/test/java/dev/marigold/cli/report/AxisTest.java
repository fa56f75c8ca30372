package dev.marigold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({"0, 32.3, 0, 40, 10", "0, 0.0071, 0, 0.008, 0.002", "-26, 0.2, -30, 5, 5", "0, 0, 0, 1, 0.2"})
    void endsAndStepsAreRound(double least, double most, double low, double high, double step) {
        Axis axis = Axis.covering(least, most, 5 + (least < 0 ? 1 : 0), 0, 100);

        assertThat(axis.low()).isCloseTo(low, within(1e-9));
        assertThat(axis.high()).isCloseTo(high, within(1e-9));
        assertThat(axis.step()).isCloseTo(step, within(1e-9));
    }

    @Test
    void ticksHaveAsManyDecimalsAsTheirStep() {
        assertThat(Axis.covering(0, 0.5, 5, 100, 0).ticks())
                .extracting(Axis.Tick::label)
                .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5");
        assertThat(Axis.covering(-10, 0, 2, 100, 0).ticks())
                .extracting(Axis.Tick::label)
                .containsExactly("−10", "−5", "0");
    }

    @Test
    void positionsRunFromEndToEnd() {
        Axis axis = Axis.covering(0, 40, 4, 260, 10);

        assertThat(axis.at(0)).isEqualTo(260);
        assertThat(axis.at(40)).isEqualTo(10);
        assertThat(axis.at(10)).isEqualTo(197.5);
    }
}
