package dev.marigold.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");

    @TempDir
    Path folder;

    @Test
    void listNamesThePublishedCheckpoints() {
        Outcome outcome = Outcome.of("models", "list");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("REFERENCE ")
                .containsPattern("bundled +depth +1 +Apache-2.0 +comes with the program\n")
                .containsPattern("hf:prs-eth/marigold-depth-v1-1 +depth +4 +RAIL\\+\\+-M +(yes|no)\n")
                .containsPattern("hf:prs-eth/marigold-normals-v1-1 +normals \\(planned\\) +4 ")
                .containsPattern("hf:prs-eth/marigold-iid-lighting-v1-1 +intrinsics \\(planned\\) +4 ");
    }

    @Test
    void infoDescribesNetworksSchedulerAndFiles() {
        Outcome outcome = Outcome.of("models", "info", DEPTH.directory());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("predicts      depth, targets: 1\n")
                .contains("starts from   noise\n")
                .contains("members see   the picture\n")
                .contains("steps         4 by default\n")
                .contains("resolution    64 by default\n")
                .contains("UNet2DConditionModel, channels 8 to 4")
                .contains("AutoencoderKL")
                .contains("CLIPTextModel")
                .contains("scheduler     DDIMScheduler\n")
                .contains("timestep_spacing = trailing\n")
                .containsPattern("million parameters \\[F32]")
                .containsPattern("files +[0-9.]+ MB  .*diffusion_pytorch_model.safetensors\n");
    }

    @Test
    void infoDescribesTheBundledCheckpoint() {
        Outcome outcome = Outcome.of("models", "info", "bundled");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("predicts      depth, targets: 1\n")
                .contains("steps         1 by default\n")
                .contains("resolution    192 by default\n")
                .contains("AutoencoderKL")
                .containsPattern("million parameters \\[F16]");
    }

    @Test
    void infoOfAnAbsentDirectoryNamesTheForms() {
        Outcome outcome = Outcome.of("models", "info", "absent");

        assertThat(outcome.err())
                .isEqualTo("marigold: REF must be an existing directory, hf:OWNER/NAME[@REVISION] or bundled;"
                        + " no directory at absent\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void infoFetchesNothing() {
        Outcome outcome = Outcome.of("models", "info", "hf:nobody/nothing");

        assertThat(outcome.err())
                .matches(
                        "marigold: Nothing may be fetched and the cache .+ must have all files of hf:nobody/nothing@main in"
                                + " variant ANY, which it has not; marigold depth --model hf:nobody/nothing fetches it\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void infoOfAMalformedReferenceSaysTheForm() {
        Outcome outcome = Outcome.of("models", "info", "hf:marigold");

        assertThat(outcome.err())
                .startsWith("marigold: hf: must be followed by owner/name[@revision], got 'marigold'\n");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void infoPromisesNothingOfWhatIsPlanned() {
        Outcome outcome = Outcome.of("models", "info", "hf:prs-eth/marigold-normals-v1-1@no-such-revision");

        assertThat(outcome.err())
                .matches(
                        "marigold: Nothing may be fetched and the cache .+ must have all files of"
                                + " hf:prs-eth/marigold-normals-v1-1@no-such-revision in variant ANY, which it has not; checkpoints for normals are planned, nothing runs them yet\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void aReferenceThatIsNoPathIsAnAbsentDirectory() {
        Outcome outcome = Outcome.of("models", "info", "no\0path");

        assertThat(outcome.err()).endsWith("; no directory at no\0path\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void randomCheckpointPredictsDepth() throws IOException {
        Path model = folder.resolve("tiny");

        Outcome written = Outcome.of("models", "random", "--config", "tiny", "--output", model);
        Outcome depth = Outcome.of("depth", "--model", model, "--output", folder, DEPTH.picture());

        assertThat(written).isEqualTo(new Outcome(0, model + "\n", ""));
        assertThat(depth.err()).isEmpty();
        assertThat(folder.resolve("input_depth.png")).isNotEmptyFile();
    }

    @Test
    void randomCheckpointIsStoredInHalfPrecisionOnDemand() throws IOException {
        Path model = folder.resolve("tiny");

        Outcome.of("models", "random", "--config", "tiny", "--output", model, "--dtype", "fp16");

        assertThat(Checkpoint.open(model).unetWeights().parameterTypes()).containsExactly(DType.F16);
    }

    @Test
    void seedDecidesOnRandomWeights() {
        Path weights = Path.of("unet", "diffusion_pytorch_model.safetensors");

        Path first = random("first", 1);
        Path same = random("same", 1);
        Path other = random("other", 2);

        assertThat(first.resolve(weights)).hasSameBinaryContentAs(same.resolve(weights));
        assertThat(Files.exists(other.resolve(weights))).isTrue();
        assertThat(first.resolve(weights))
                .satisfies(file ->
                        assertThat(Files.mismatch(file, other.resolve(weights))).isNotNegative());
    }

    @Test
    void randomCheckpointReplacesNothing() throws IOException {
        Files.writeString(folder.resolve("precious"), "");

        Outcome outcome = Outcome.of("models", "random", "--config", "tiny", "--output", folder);

        assertThat(outcome).isEqualTo(new Outcome(1, "", "marigold: " + folder + ": directory must be empty\n"));
    }

    @Test
    void unknownConfigurationNamesTheKnownOnes() {
        Outcome outcome = Outcome.of("models", "random", "--config", "sdxl", "--output", folder.resolve("new"));

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "marigold: Invalid value for option '--config': config must be one of sd2, sd2-normals, tiny,"
                                + " got 'sdxl'\nTry 'marigold models random --help'\n"));
    }

    @Test
    void unknownTypeNamesTheKnownOnes() {
        Outcome outcome = Outcome.of(
                "models", "random", "--config", "tiny", "--dtype", "int8", "--output", folder.resolve("new"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "marigold: Invalid value for option '--dtype': dtype must be one of fp32, fp16, got 'int8'",
                        "Try 'marigold models random --help'");
    }

    @Test
    void averageOfRandomCheckpointsPredictsDepth() {
        Path mean = folder.resolve("new/mean");

        Outcome written = Outcome.of("models", "average", "--output", mean, random("first", 1), random("second", 2));
        Outcome depth = Outcome.of("depth", "--model", mean, "--output", folder, DEPTH.picture());

        assertThat(written).isEqualTo(new Outcome(0, mean + "\n", ""));
        assertThat(depth.err()).isEmpty();
        assertThat(folder.resolve("input_depth.png")).isNotEmptyFile();
    }

    @Test
    void averageInEightBitsIsAQuarterAsLargeAndPredictsDepth() throws IOException {
        Path mean = folder.resolve("mean");
        Path tiny = random("tiny", 1);

        Outcome.of("models", "average", "--fp8", "--output", mean, tiny, tiny);
        Outcome depth = Outcome.of("depth", "--model", mean, "--output", folder, DEPTH.picture());
        Outcome info = Outcome.of("models", "info", mean);

        assertThat(depth.err()).isEmpty();
        assertThat(folder.resolve("input_depth.png")).isNotEmptyFile();
        assertThat(Checkpoint.open(mean).unetWeights().byteCount())
                .isLessThan(Checkpoint.open(tiny).unetWeights().byteCount() * 3 / 10);
        assertThat(info.out()).contains("F8_E4M3");
    }

    @Test
    void aDeeperCheckpointPredictsTheSame() throws IOException {
        Path tiny = random("tiny", 1);
        Path deeper = folder.resolve("deeper");

        Outcome written = Outcome.of("models", "deepen", "--output", deeper, tiny);
        Outcome before = Outcome.of("depth", "--model", tiny, "--output", folder.resolve("before"), DEPTH.picture());
        Outcome after = Outcome.of("depth", "--model", deeper, "--output", folder.resolve("after"), DEPTH.picture());

        assertThat(written).isEqualTo(new Outcome(0, deeper + "\n", ""));
        assertThat(before.err()).isEmpty();
        assertThat(after.err()).isEmpty();
        assertThat(folder.resolve("after/input_depth.png"))
                .hasSameBinaryContentAs(folder.resolve("before/input_depth.png"));
    }

    @Test
    void averagesOfOneOrOfOtherNetworksAreRefused() {
        Path mean = folder.resolve("mean");
        Path tiny = random("tiny", 1);

        Outcome one = Outcome.of("models", "average", "--output", mean, tiny);
        Outcome others = Outcome.of("models", "average", "--output", mean, tiny, DEPTH.directory());

        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(others.exitCode()).isEqualTo(2);
        assertThat(others.err()).startsWith("marigold: checkpoints must have the same text encoders, got ");
        assertThat(mean).doesNotExist();
    }

    private Path random(String name, int seed) {
        Path model = folder.resolve(name);
        Outcome.of("models", "random", "--config", "tiny", "--seed", seed, "--output", model);
        return model;
    }
}
