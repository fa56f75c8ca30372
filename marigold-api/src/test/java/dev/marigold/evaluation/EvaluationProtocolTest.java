package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.evaluation.PublishedResult.Source;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationProtocolTest {
    @ParameterizedTest
    @CsvSource({"v1-0, 50, 10", "v1-1, 1, 10", "v1-1-4x10, 4, 10"})
    void checkpointsHaveTheirPublishedSettings(String id, int steps, int members) {
        EvaluationProtocol protocol = EvaluationProtocol.ofId(id);

        assertThat(protocol.steps()).isEqualTo(steps);
        assertThat(protocol.ensembleSize()).isEqualTo(members);
        assertThat(protocol.seed()).isEqualTo(1234);
    }

    @Test
    void unknownProtocolIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> EvaluationProtocol.ofId("v2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("protocol must be one of v1-0, v1-1, v1-1-4x10, got 'v2'");
    }

    @Test
    void paperTableIsComplete() {
        assertThat(PublishedResults.all())
                .filteredOn(result -> result.source() == Source.CVPR_TABLE_1)
                .hasSize(8 * 5)
                .allMatch(result -> result.delta1().isPresent());
    }

    @Test
    void bestRowOfThePaperIsThere() {
        assertThat(PublishedResults.of("diode"))
                .contains(new PublishedResult(
                        "Marigold, 10 members, 50 steps",
                        "- / 74 K",
                        "diode",
                        30.8 / 100,
                        OptionalDouble.of(77.3 / 100),
                        Source.CVPR_TABLE_1));
    }

    @Test
    void whatWasNotReadInTheOriginalSaysSo() {
        assertThat(PublishedResults.of("nyuv2"))
                .filteredOn(result -> result.method().startsWith("Marigold v1-1"))
                .hasSize(2)
                .noneMatch(result -> result.source().isVerified());
    }
}
