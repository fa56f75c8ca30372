package dev.marigold.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.training.loop.RecordedTraining;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {
    @Test
    void factorsAreThoseOfTheReference() throws IOException {
        double[] expected = RecordedTraining.open().doubles("lr_factors");
        LearningRate rate = LearningRate.iterExponential(50, 0.01, 2);

        for (int n = 0; n < expected.length; n++) {
            assertThat(rate.factor(n)).as("update %d", n).isCloseTo(expected[n], Offset.offset(1e-15));
        }
    }

    @ParameterizedTest
    @CsvSource({"1000,0.846664", "5000,0.404041", "10000,0.160258", "18000,0.036496", "20000,0.025212"})
    void factorsOfThePublishedTrainingAreTheRecordedOnes(long update, double factor) {
        assertThat(LearningRate.iterExponential(25000, 0.01, 100).factor(update))
                .isCloseTo(factor, Offset.offset(5e-7));
    }

    @Test
    void descriptionsSayEverything() {
        assertThat(LearningRate.constant().description()).isEqualTo("Constant[]");
        assertThat(LearningRate.iterExponential(50, 0.01, 2).description())
                .isEqualTo("IterExponential[total=50, finalRatio=0.01, warmup=2]");
    }

    @Test
    void aWarmupAsLongAsTheTrainingIsRefused() {
        assertThatThrownBy(() -> LearningRate.iterExponential(10, 0.1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("warmup must be in [0, total = 10), got 10");
    }
}
