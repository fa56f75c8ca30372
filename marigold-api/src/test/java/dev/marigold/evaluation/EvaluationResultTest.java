package dev.marigold.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.internal.file.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationResultTest {
    private static final DepthMetric METRIC = DepthMetric.ABS_RELATIVE_DIFFERENCE;

    @TempDir
    private Path folder;

    @Test
    void meansAreUnweightedOverSamplesAndOverGroups() {
        EvaluationResult result =
                result(score("a", "x", 0.1), score("b", "x", 0.2), score("c", "x", 0.3), score("d", "y", 0.8));

        assertThat(result.mean(METRIC)).isCloseTo(0.35, within(1e-12));
        assertThat(result.median(METRIC)).isCloseTo(0.25, within(1e-12));
        assertThat(result.groupMeans(METRIC)).containsOnlyKeys("x", "y").containsEntry("y", 0.8);
        assertThat(result.groupSizes()).containsExactly(entry("x", 3), entry("y", 1));
        assertThat(result.meanOverGroups(METRIC)).isCloseTo(0.5, within(1e-12));
        assertThat(result.interval(METRIC, Bootstrap.standard()).estimate()).isCloseTo(0.35, within(1e-12));
        assertThat(result.intervalOverGroups(METRIC, Bootstrap.standard()).estimate())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void resultWithoutSamplesHasNoMean() {
        assertThat(result().mean(METRIC)).isNaN();
        assertThat(result().median(METRIC)).isNaN();
    }

    @Test
    void smallButSteadyAdvantageIsSeenInPairs() {
        Random random = new Random(1);
        List<SampleScore> first = new ArrayList<>();
        List<SampleScore> second = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double difficulty = random.nextDouble();
            first.add(score("s" + i, "x", difficulty));
            second.add(score("s" + i, "x", difficulty - 0.01 + 0.02 * random.nextGaussian()));
        }
        EvaluationResult a = result(first.toArray(new SampleScore[0]));
        EvaluationResult b = result(second.toArray(new SampleScore[0]));

        PairedComparison comparison = PairedComparison.of(a, b, METRIC, Bootstrap.standard());

        assertThat(comparison.isSignificant()).isTrue();
        assertThat(comparison.difference().estimate()).isCloseTo(b.mean(METRIC) - a.mean(METRIC), within(1e-12));
        assertThat(comparison.secondWinRate()).isGreaterThan(0.6);
        assertThat(a.interval(METRIC, Bootstrap.standard()).contains(b.mean(METRIC)))
                .isTrue();
    }

    @Test
    void systemDoesNotDifferFromItself() {
        EvaluationResult result = result(score("a", "x", 0.1), score("b", "x", 0.2));

        PairedComparison comparison = PairedComparison.of(result, result, METRIC, Bootstrap.standard());

        assertThat(comparison.isSignificant()).isFalse();
        assertThat(comparison.secondWinRate()).isEqualTo(0.5);
        assertThat(comparison.firstWins()).isZero();
    }

    @Test
    void oneSampleIsNoEvidence() {
        PairedComparison comparison = PairedComparison.of(
                result(score("a", "x", 0.1)), result(score("a", "x", 0.2)), METRIC, Bootstrap.standard());

        assertThat(comparison.isSignificant()).isFalse();
    }

    @Test
    void aMissingValueIsNoDifference() {
        EvaluationResult whole = result(score("a", "x", 0.1), score("b", "x", 0.2));
        EvaluationResult lacking = result(score("a", "x", 0.1), score("b", "x", Double.NaN));

        assertThat(PairedComparison.of(whole, lacking, METRIC, Bootstrap.standard())
                        .isSignificant())
                .isFalse();
    }

    @Test
    void onlyCommonSamplesAreCompared() {
        EvaluationResult first = result(score("a", "x", 0.1), score("b", "x", 0.2), score("c", "x", 9));
        EvaluationResult second = result(score("b", "x", 0.1), score("a", "x", 0.3));

        PairedComparison comparison = PairedComparison.of(first, second, METRIC, Bootstrap.standard());

        assertThat(comparison.samples()).isEqualTo(2);
        assertThat(comparison.onlyFirst()).isEqualTo(1);
        assertThat(comparison.onlySecond()).isZero();
        assertThat(comparison.firstWins()).isEqualTo(1);
        assertThat(comparison.secondWins()).isEqualTo(1);
        assertThat(comparison.difference().estimate()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void accuraciesAreWonByTheHigherOne() {
        EvaluationResult low = result(score("a", "x", 0.1));
        EvaluationResult high = result(score("a", "x", 0.2));

        assertThat(PairedComparison.of(low, high, DepthMetric.DELTA1, Bootstrap.standard())
                        .secondWins())
                .isEqualTo(1);
        assertThat(PairedComparison.of(low, high, METRIC, Bootstrap.standard()).firstWins())
                .isEqualTo(1);
    }

    @Test
    void resultsWithoutACommonSampleAreRefused() {
        EvaluationResult first = result(score("a", "x", 0.1));
        EvaluationResult second = result(score("b", "x", 0.1));

        assertThatThrownBy(() -> PairedComparison.of(first, second, METRIC, Bootstrap.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("results must have samples in common, got EvaluationResult[1 samples, 0 failed] and"
                        + " EvaluationResult[1 samples, 0 failed]");
    }

    @Test
    void predictionsOfTheSameNameAreNotCompared() {
        EvaluationResult once = result(score("a", "x", 0.1));
        EvaluationResult twice = result(score("a", "x", 0.1), score("a", "x", 0.2));

        assertThatThrownBy(() -> PairedComparison.of(once, twice, METRIC, Bootstrap.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "predictions must have different names, got 'a' twice in EvaluationResult[2 samples, 0 failed]");
        assertThatThrownBy(() -> PairedComparison.of(twice, once, METRIC, Bootstrap.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 'a' twice");
    }

    @Test
    void tableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EvaluationResult.read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("per_sample_metrics.csv").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,delta1_acc;a,1|must begin with the column filename, got 'name'",
                "filename,delta1_acc;a,1;b|must have 2 fields in row 3, got 1",
                "filename,delta1_acc;a,good|must have numbers in row 2: For input string: \"good\"",
                "filename,delta1_acc,delta1_acc;a,1,0|must name each column once, got 'delta1_acc' again",
                "filename,delta1_acc;a,1;b,1;a,0|must name each prediction once, got 'a' again"
            })
    void aDamagedTableIsRefusedWithItsFileAndRule(String rows, String rule) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), rows.replace(';', '\n') + "\n");

        assertThatThrownBy(() -> EvaluationResult.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " " + rule);
    }

    @Test
    void numbersMayBeSpelledAsPythonDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "filename,i_rmse\na,inf\nb,1e-05\nc,nan\n");

        assertThat(EvaluationResult.read(file).values(DepthMetric.INVERSE_RMSE))
                .containsExactly(Double.POSITIVE_INFINITY, 1e-5, Double.NaN);
    }

    @Test
    void fieldsWithCommasQuotesAndLineBreaksSurvive() throws IOException {
        String row = Csv.row("a,b", "say \"x\"", "two\nlines", "", "plain");

        assertThat(Csv.parse(row)).containsExactly(List.of("a,b", "say \"x\"", "two\nlines", "", "plain"));
        assertThat(Csv.wholeRows(Files.writeString(folder.resolve("t.csv"), row + "\"cut\n")))
                .isEqualTo(row);
    }

    @Test
    void aRowThatWasCutWithinACharacterIsLeftOut() throws IOException {
        byte[] rows = "a,b\nküche,1\nkü".getBytes(UTF_8);
        Path file = Files.write(folder.resolve("t.csv"), Arrays.copyOf(rows, rows.length - 1));

        assertThat(Csv.wholeRows(file)).isEqualTo("a,b\nküche,1\n");
    }

    private static EvaluationResult result(SampleScore... scores) {
        return new EvaluationResult(Map.of(), List.of(METRIC, DepthMetric.DELTA1), List.of(scores), List.of());
    }

    private static SampleScore score(String name, String group, double value) {
        DepthScores scores = DepthScores.of(Map.of(METRIC, value, DepthMetric.DELTA1, value));
        return new SampleScore(name, name, group, scores, 1, 0, 1, 0);
    }
}
