package dev.marigold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import org.junit.jupiter.api.Test;

class MetricFormatTest {
    @Test
    void titlesHaveTheUnitAndAnArrowToBetterValues() {
        assertThat(MetricFormat.title(DepthMetric.DELTA1)).isEqualTo("δ1, % ↑");
        assertThat(MetricFormat.title(DepthMetric.RMSE_LINEAR)).endsWith(", m ↓");
        assertThat(MetricFormat.title(DepthMetric.LOG10)).doesNotContain(",").endsWith(" ↓");
    }

    @Test
    void differencesHaveTheirSign() {
        ConfidenceInterval interval = new ConfidenceInterval(-0.002, -0.005, 0.001, 0.95);

        assertThat(MetricFormat.difference(DepthMetric.DELTA1, interval.estimate()))
                .isEqualTo("−0.20");
        assertThat(MetricFormat.differences(DepthMetric.DELTA1, interval)).isEqualTo("−0.50 … +0.10");
    }

    @Test
    void whatIsNotKnownIsADash() {
        assertThat(MetricFormat.number(DepthMetric.DELTA1, Double.NaN)).isEqualTo("–");
    }
}
