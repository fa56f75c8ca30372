package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets who names no model. */
class BundledModelTest {
    /** Not the seed of the scenes that the checkpoint was trained on. */
    private static final int SEED = 77;

    @TempDir
    static Path folder;

    private static Path scenes;

    @BeforeAll
    static void render() {
        scenes = folder.resolve("scenes");
        Outcome outcome = Outcome.of("render", "--count", 24, "--seed", SEED, "--size", "160x120", "--output", scenes);
        assertThat(outcome.err()).isEmpty();
    }

    /** {@code depth} refuses formats in metres without opening it. */
    @Test
    void theCheckpointNamesNoRangeInMetres() {
        assertThat(Outcome.of("models", "info", "bundled").out())
                .contains("predicts", "unknown")
                .doesNotContain("range");
    }

    @Test
    void picturesAreEstimatedWithoutAnyOption() throws IOException {
        Path output = folder.resolve("maps");

        Outcome outcome = Outcome.of("depth", "--output", output, scenes.resolve("rgb/00000000.png"));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.size(output.resolve("00000000_depth.png"))).isPositive();
    }

    @Test
    void depthOfScenesNeverSeenIsBetterThanTheRampAndTenMembersBeatOne() throws IOException {
        EvaluationResult ramp = evaluate("ramp", "--predictor", "ramp");
        EvaluationResult one = evaluate("one");
        EvaluationResult ten = evaluate("ten", "--ensemble-size", 10);

        assertThat(one.mean(DepthMetric.DELTA1)).isGreaterThan(ramp.mean(DepthMetric.DELTA1) + 0.08);
        double error = one.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE);
        assertThat(error).isLessThan(0.65 * ramp.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE));
        // Every second one sees the mirror image. Without, they hardly differ: it was trained to look past its noise.
        assertThat(ten.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE)).isLessThan(0.99 * error);
    }

    private static EvaluationResult evaluate(String name, Object... options) throws IOException {
        Path output = folder.resolve(name);
        List<Object> common = List.of("evaluate", "--dataset", scenes.resolve("index.csv"), "--output", output);
        Outcome outcome =
                Outcome.of(Stream.concat(common.stream(), Stream.of(options)).toArray());
        assertThat(outcome.err()).isEmpty();
        return EvaluationResult.read(output);
    }
}
