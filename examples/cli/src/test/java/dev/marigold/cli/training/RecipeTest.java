package dev.marigold.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe of the bundled checkpoint, stage after stage, as a user would run it: with fewer scenes and one update a stage, everything
 * else as it is in the files.
 */
class RecipeTest {
    private static final Path RECIPE = Path.of("..", "marigold-mini");
    private static final List<String> STAGES = List.of(
            "autoencoder",
            "endtoend",
            "finish",
            "longer",
            "broader",
            "further",
            "larger",
            "coarse",
            "whole",
            "many",
            "settle",
            "again",
            "rest",
            "near",
            "calm",
            "fresh",
            "still",
            "both",
            "quiet",
            "deeper",
            "ripe",
            "brighter",
            "mellow");
    private static final Pattern ARRAYS = Pattern.compile("arrays: (\\w+)");
    private static final Pattern SCRATCH = Pattern.compile("(?m)^  scratch:");

    @TempDir
    Path folder;

    @Test
    void everyStageGoesOnFromTheOneBefore() throws IOException {
        for (String stage : STAGES) {
            if (stage.equals("fresh")) {
                average("mean", end("rest"), end("calm"));
            }
            if (stage.equals("both")) {
                average("mini17", run("mean"), end("still"));
            }
            if (stage.equals("deeper")) {
                Path smaller = average("mini19", run("mini17"), end("quiet"), end("quiet"));
                Outcome deepened = Outcome.of("models", "deepen", "--output", run("deepened"), smaller);
                assertThat(deepened).isEqualTo(new Outcome(0, run("deepened") + "\n", ""));
            }
            if (stage.equals("brighter")) {
                average("mini21", List.of("--fp8"), run("deepened"), end("ripe"), end("ripe"));
            }
            String settings = Files.readString(RECIPE.resolve(stage + ".yaml"));
            render(settings);
            assertThat(SCRATCH.matcher(settings).find()).isEqualTo(stage.equals(STAGES.get(0)));

            Outcome outcome = Outcome.of("train", "--config", shortened(stage, settings), "--output", run(stage));

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(end(stage) + "\n");
        }

        Path mini = average("mini", List.of("--fp8"), run("mini21"), end("mellow"), end("mellow"));
        Outcome map = Outcome.of("depth", "--model", mini, "--output", folder, Path.of("..", "pictures", "scene.png"));
        assertThat(map.err()).isEmpty();
        assertThat(folder.resolve("scene_depth.png")).isNotEmptyFile();
        Checkpoint bundled = Checkpoint.open(
                Path.of("..", "..", "marigold-onnx", "src", "main", "resources", "META-INF", "marigold", "mini"));
        Checkpoint made = Checkpoint.open(mini);
        assertThat(made.pipeline()).isEqualTo(bundled.pipeline());
        assertThat(made.unet()).isEqualTo(bundled.unet());
        assertThat(made.unetWeights().names()).isEqualTo(bundled.unetWeights().names());
        assertThat(made.unetWeights().parameterTypes())
                .isEqualTo(bundled.unetWeights().parameterTypes());
    }

    private Path average(String name, Path... checkpoints) {
        return average(name, List.of(), checkpoints);
    }

    private Path average(String name, List<String> options, Path... checkpoints) {
        Path mean = run(name);
        List<Object> words = new ArrayList<>(List.of("models", "average", "--output", mean));
        words.addAll(options);
        words.addAll(List.of(checkpoints));
        Outcome outcome = Outcome.of(words.toArray());
        assertThat(outcome).isEqualTo(new Outcome(0, mean + "\n", ""));
        return mean;
    }

    private void render(String settings) {
        Matcher arrays = ARRAYS.matcher(settings);
        while (arrays.find()) {
            Path scenes = folder.resolve(arrays.group(1));
            if (!Files.exists(scenes)) {
                Outcome outcome = Outcome.of(
                        "render",
                        "--count",
                        4,
                        "--size",
                        "64x48",
                        "--format",
                        "raw",
                        "--threads",
                        2,
                        "--output",
                        scenes);
                assertThat(outcome.exitCode()).isZero();
            }
        }
    }

    private Path shortened(String stage, String settings) throws IOException {
        String shorter = ARRAYS.matcher(settings)
                .replaceAll(found -> "arrays: " + Matcher.quoteReplacement(quoted(folder.resolve(found.group(1)))))
                .replaceAll("to: -\\d+", "to: -1")
                .replaceAll("updates: \\d+", "updates: 1")
                .replaceAll("warmup: \\d+", "warmup: 0")
                .replaceAll("batch-size: \\d+", "batch-size: 2");
        Matcher start = Pattern.compile("checkpoint: runs/(\\w+)").matcher(shorter);
        shorter = start.replaceAll(found -> "checkpoint: " + Matcher.quoteReplacement(quoted(run(found.group(1)))));
        return Files.writeString(folder.resolve(stage + ".yaml"), shorter);
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private Path end(String stage) {
        return run(stage).resolve("checkpoint-00000001");
    }

    private Path run(String stage) {
        return folder.resolve("runs").resolve(stage);
    }
}
