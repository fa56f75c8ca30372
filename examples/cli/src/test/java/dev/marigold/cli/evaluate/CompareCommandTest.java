package dev.marigold.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.cli.Outcome;
import dev.marigold.cli.SmallDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    private SmallDataset dataset;
    private Path output;

    @BeforeEach
    void writeDataset() throws IOException {
        dataset = SmallDataset.in(folder.resolve("small"));
        output = folder.resolve("comparison");
    }

    @Test
    void betterRunIsCalledBetter() throws IOException {
        Outcome outcome = compare(run("a", 5, 4), run("b", 1, 4));

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        Stream.of("comparison.md", "comparison.json", "comparison.html")
                                .map(name -> output.resolve(name) + "\n")
                                .reduce("", String::concat),
                        ""));
        assertThat(Files.readString(output.resolve("comparison.md")))
                .contains("B is better than A: AbsRel ")
                .contains("B is better on 4 of 4 pictures");
        JsonNode absRel = json().get("metrics").get("abs_relative_difference");
        assertThat(absRel.get("secondWins").asInt()).isEqualTo(4);
        assertThat(absRel.get("difference").get("high").asDouble()).isNegative();
        assertThat(absRel.get("significant").asBoolean()).isTrue();
    }

    @Test
    void gainsLossesAndDifferentSettingsAreInEveryFile() throws IOException {
        Path first = run("a", 5, 4);
        dataset.predict(folder.resolve("b-predictions"), 3, 9);
        Path second = run("b", 1, 3);

        compare(first, second);

        JsonNode json = json();
        assertThat(json.get("leading").asText()).isEqualTo("abs_relative_difference");
        assertThat(json.get("gains")).hasSize(3);
        JsonNode loss = json.get("losses").get(0);
        assertThat(loss.get("sample").asText()).isEqualTo("photo3.png");
        assertThat(loss.get("group").asText()).isEqualTo("outdoor");
        assertThat(loss.get("second").asDouble())
                .isGreaterThan(loss.get("first").asDouble());
        assertThat(json.get("losses")).hasSize(1);
        assertThat(json.get("differences").fieldNames()).toIterable().containsExactly("predictor.predictions");
        assertThat(json.at("/differences/predictor.predictions/first").asText()).endsWith("a-predictions");
        assertThat(json.at("/differences/predictor.predictions/second").asText())
                .endsWith("b-predictions");
        assertThat(Files.readString(output.resolve("comparison.md")))
                .containsSubsequence(
                        "## Where B gains most, AbsRel, % ↓",
                        "| photo",
                        "## Where B loses most, AbsRel, % ↓",
                        "| photo3.png | ",
                        "## What the runs do not share",
                        "| predictor.predictions | ");
        assertThat(Files.readString(output.resolve("comparison.html")))
                .containsSubsequence("Where B gains most", "Where B loses most", "photo3.png", "predictor.predictions");
    }

    @Test
    void fewPicturesAndOtherMeasuredDepthGetNotes() throws IOException {
        Path first = run("a", 5, 4);
        Path index = dataset.index();
        Files.writeString(
                index,
                Files.readString(index)
                        .replace("gt\n", "gt,scale_to_metres_or_1\n")
                        .replace(".npy\n", ".npy,10\n"));

        compare(first, run("b", 5, 4));

        assertThat(Files.readString(output.resolve("comparison.md")))
                .contains("with fewer than 20 pictures intervals are too narrow to tell runs apart")
                .contains("the runs differ in dataset.rows, so the numbers may not mean the same");
    }

    @Test
    void aSettingThatOneRunLacksIsNull() throws IOException {
        Path model = folder.resolve("ramp");
        Outcome.of("evaluate", "--dataset", dataset.index(), "--predictor", "ramp", "--output", model);

        compare(model, run("b", 1, 4));

        JsonNode trivial = json().get("differences").get("predictor.trivial");
        assertThat(trivial.get("first").asText()).isEqualTo("vertical_ramp");
        assertThat(trivial.get("second").isNull()).isTrue();
    }

    @Test
    void worseRunIsCalledWorse() throws IOException {
        compare(run("a", 1, 4), run("b", 5, 4));

        assertThat(Files.readString(output.resolve("comparison.html")))
                .contains("A is better than B: AbsRel ")
                .contains("predictor.predictions");
    }

    @Test
    void equalRunsAreNotToldApart() throws IOException {
        Path run = run("a", 2, 4);

        compare(run, run);

        assertThat(Files.readString(output.resolve("comparison.md")))
                .contains("These pictures do not tell A and B apart: ", "Nowhere.", "All settings are the same.");
        assertThat(Files.readString(output.resolve("comparison.html"))).contains("All settings are the same");
    }

    @Test
    void onlyCommonPicturesAreComparedAndTheOthersCounted() throws IOException {
        compare(run("a", 2, 4), run("b", 1, 3));

        assertThat(Files.readString(output.resolve("comparison.md")))
                .contains("Note: compared on the 3 pictures that both have; 1 are in A only, 0 in B only.");
    }

    @Test
    void absentRunIsNamed() throws IOException {
        Path absent = folder.resolve("absent");

        assertThat(compare(run("a", 1, 4), absent))
                .isEqualTo(new Outcome(1, "", "marigold: No such file: " + absent + "\n"));
        assertThat(output).doesNotExist();
    }

    @Test
    void runsWithoutCommonPicturesAreRefused() throws IOException {
        Path first = Files.writeString(folder.resolve("a.csv"), "filename,delta1_acc\nx.npy,0.5\n");
        Path second = Files.writeString(folder.resolve("b.csv"), "filename,delta1_acc\ny.npy,0.5\n");

        assertThat(compare(first, second))
                .isEqualTo(
                        new Outcome(
                                1,
                                "",
                                "marigold: " + first + " and " + second
                                        + " must have pictures in common, got 1 judged and 0 failed and 1 judged and 0 failed\n"));
    }

    @Test
    void aMissingValueGivesNoVerdictAndNull() throws IOException {
        Path first = Files.writeString(
                folder.resolve("a.csv"), "filename,abs_relative_difference,delta1_acc\nx.npy,nan,0.5\ny.npy,0.1,0.5\n");
        Path second = Files.writeString(
                folder.resolve("b.csv"), "filename,abs_relative_difference,delta1_acc\nx.npy,0.1,0.9\ny.npy,0.2,0.9\n");

        Outcome outcome = compare(first, second);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readString(output.resolve("comparison.md")))
                .contains(
                        "These pictures do not tell A and B apart: AbsRel – → ", "no clear difference", "B is better |")
                .doesNotContain("NaN");
        assertThat(Files.readString(output.resolve("comparison.html"))).doesNotContainPattern("\\bNaN\\b");
        JsonNode absRel = json().get("metrics").get("abs_relative_difference");
        assertThat(absRel.get("significant").asBoolean()).isFalse();
        assertThat(absRel.get("first").isNull()).isTrue();
        assertThat(absRel.get("second").asDouble()).isCloseTo(0.15, within(1e-12));
        assertThat(absRel.get("difference").get("low").isNull()).isTrue();
    }

    @Test
    void threeRunsAreTooMany() {
        Outcome outcome = Outcome.of("compare", "a", "b", "c", "--output", folder);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: compare needs two RUNs, got 3\n");
    }

    @Test
    void oneRunIsNotEnough() {
        Outcome outcome = Outcome.of("compare", "a", "--output", output);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: ").endsWith("Try 'marigold compare --help'\n");
    }

    /** Evaluates predictions of the first pictures that are noisy. */
    private Path run(String name, int noise, int pictures) throws IOException {
        Path predictions = folder.resolve(name + "-predictions");
        for (int i = 0; i < pictures; i++) {
            dataset.predict(predictions, i, noise);
        }
        Path run = folder.resolve(name);
        Outcome.of("evaluate", "--dataset", dataset.index(), "--predictions", predictions, "--output", run);
        assertThat(run.resolve("per_sample_metrics.csv")).exists();
        return run;
    }

    private Outcome compare(Path first, Path second) {
        return Outcome.of("compare", first, second, "--output", output);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(output.resolve("comparison.json").toFile());
    }
}
