package dev.marigold.cli.depth;

import static dev.marigold.cli.Conformance.PREDICTION_TOLERANCE;
import static dev.marigold.cli.Conformance.STAGE_TOLERANCE;
import static dev.marigold.cli.Conformance.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthCommandTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");

    @TempDir
    Path folder;

    @Test
    void defaultFilesAreThePicturesNameWithSuffixes() throws IOException {
        Path output = folder.resolve("made/on/demand");

        Outcome outcome = Outcome.of("depth", "--model", DEPTH.directory(), "--output", output, DEPTH.picture());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(names(output)).containsExactly("input_depth.png", "input_depth_colored.png");
        assertThat(outcome.out().lines())
                .containsExactly(
                        output.resolve("input_depth_colored.png").toString(),
                        output.resolve("input_depth.png").toString());
    }

    @Test
    void defaultSeedGivesThePredictionOfDiffusersWithThatSeed() throws IOException {
        run("--formats", "npy");

        assertClose(
                NpyFile.read(folder.resolve("input_depth.npy")),
                DEPTH.golden("prediction_seed2024"),
                PREDICTION_TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"depth-v1-1, 64, 4", "depth-v1-0, 48, 10", "depth-lcm, 32, 1"})
    void givenLatentsGiveThePredictionOfDiffusers(String checkpoint, int resolution, int steps) throws IOException {
        Conformance conformance = Conformance.named(checkpoint);

        Outcome outcome = Outcome.of(
                "depth",
                "--model",
                conformance.directory(),
                "--latents",
                conformance.latents(1, folder),
                "--resolution",
                resolution,
                "--steps",
                steps,
                "--output",
                folder,
                "--formats",
                "npy",
                conformance.picture());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertClose(
                NpyFile.read(folder.resolve("input_depth.npy")),
                conformance.golden("prediction_1"),
                PREDICTION_TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preprocessed",
                "image_latent",
                "latent_step_0",
                "latent_step_1",
                "latent_step_2",
                "latent_step_3"
            })
    void tracedStagesAreThoseOfDiffusers(String stage) throws IOException {
        FloatTensor golden = DEPTH.golden(stage);

        FloatTensor traced = Conformance.read(trace(), stage);

        assertThat(traced.shape()).isEqualTo(golden.shape());
        assertClose(traced, golden, STAGE_TOLERANCE * Conformance.magnitude(golden));
    }

    @Test
    void traceHoldsTheGivenLatentsAndThePrediction() throws IOException {
        Path trace = trace();

        assertThat(Conformance.read(trace, "init_latents"))
                .isEqualTo(DEPTH.golden("init_latents").slice(0, 1));
        assertClose(Conformance.read(trace, "prediction"), DEPTH.golden("prediction_1"), PREDICTION_TOLERANCE);
    }

    @Test
    void traceIsOfTheFirstPictureOnly() throws IOException {
        Path second = Files.copy(Conformance.named("depth-lcm").picture(), folder.resolve("second.png"));
        Path trace = folder.resolve("trace.safetensors");

        run("--trace", trace, second);

        assertThat(Conformance.read(trace, "prediction").shape().toArray()).containsExactly(1, 1, 61, 90);
    }

    @Test
    void allFormatsHoldTheSameMap() throws IOException {
        run("--formats", "pfm,npy,png16,color");

        FloatTensor npy = NpyFile.read(folder.resolve("input_depth.npy"));
        assertThat(npy.shape().toArray()).containsExactly(61, 90);
        RgbImage grey = RgbImage.read(folder.resolve("input_depth.png"));
        assertThat(grey.bitsPerSample()).isEqualTo(16);
        assertClose(grey.toTensor().reshape(Shape.of(3, 61 * 90)).slice(0, 1), npy, 1.0 / 65535);
        assertThat(Files.size(folder.resolve("input_depth.pfm"))).isGreaterThan(61 * 90 * 4L);
        assertThat(RgbImage.read(folder.resolve("input_depth_colored.png")).width())
                .isEqualTo(90);
    }

    @Test
    void colormapChangesTheColoursOnly() throws IOException {
        run("--colormap", "gray", "--formats", "color,npy");

        RgbImage coloured = RgbImage.read(folder.resolve("input_depth_colored.png"));
        FloatTensor rgb = coloured.toTensor().reshape(Shape.of(3, 61 * 90));
        assertThat(rgb.slice(0, 1)).isEqualTo(rgb.slice(2, 3));
        assertClose(rgb.slice(0, 1), NpyFile.read(folder.resolve("input_depth.npy")), 1.0 / 255);
    }

    @Test
    void stretchedColoursReachFromTheNearestToTheFarthest() throws IOException {
        run("--stretch", "--colormap", "gray", "--formats", "color,npy");

        FloatTensor grey = RgbImage.read(folder.resolve("input_depth_colored.png"))
                .toTensor()
                .reshape(Shape.of(3, 61 * 90))
                .slice(0, 1);
        float[] depth = NpyFile.read(folder.resolve("input_depth.npy")).toArray();
        float[] sorted = depth.clone();
        Arrays.sort(sorted);
        float nearest = sorted[0];
        float span = sorted[sorted.length - 1] - nearest;
        assertThat(span).isLessThan(0.99f);
        for (int i = 0; i < depth.length; i++) {
            assertThat(grey.get(i)).isCloseTo((depth[i] - nearest) / span, within(1f / 255));
        }
    }

    @Test
    void uncertaintyOfAnEnsembleIsWritten() throws IOException {
        run("--ensemble-size", 3, "--batch-size", 2, "--ensembler", "median", "--uncertainty", "--formats", "npy");

        assertThat(names(folder)).containsExactly("input_depth.npy", "input_depth_uncertainty.npy");
        FloatTensor uncertainty = NpyFile.read(folder.resolve("input_depth_uncertainty.npy"));
        assertThat(uncertainty.shape().toArray()).containsExactly(61, 90);
        assertThat(Conformance.magnitude(uncertainty)).isPositive();
    }

    @Test
    void mapStaysAtTheProcessingResolutionOnDemand() throws IOException {
        run("--no-match-input", "--resolution", 32, "--resample", "area", "--formats", "npy");

        assertThat(NpyFile.read(folder.resolve("input_depth.npy")).shape().toArray())
                .containsExactly(21, 32);
    }

    @Test
    void schedulerAndItsOptionsReplaceTheCheckpoints() throws IOException {
        run("--scheduler", "ddim", "--scheduler-option", "timestep_spacing=linspace", "--formats", "npy");
        FloatTensor linspace = NpyFile.read(folder.resolve("input_depth.npy"));

        run("--formats", "npy");

        assertThat(linspace).isNotEqualTo(NpyFile.read(folder.resolve("input_depth.npy")));
    }

    @Test
    void engineOptionsDoNotChangeTheMap() throws IOException {
        run("--formats", "npy");
        FloatTensor expected = NpyFile.read(folder.resolve("input_depth.npy"));

        run("--formats", "npy", "--memory", "low", "--threads", 1, "--backend", "onnx", "--variant", "fp32");

        assertClose(NpyFile.read(folder.resolve("input_depth.npy")), expected, STAGE_TOLERANCE);
    }

    @Test
    void failedPictureIsReportedAndTheOthersAreStillDone() throws IOException {
        Path absent = folder.resolve("absent.png");

        Outcome outcome = Outcome.of(
                "depth", "--model", DEPTH.directory(), "--output", folder, "--formats", "npy", absent, DEPTH.picture());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("marigold: No such file: " + absent + "\n");
        assertThat(names(folder)).containsExactly("input_depth.npy");
    }

    @Test
    void startsFromZeros() throws IOException {
        Path trace = folder.resolve("zeros.safetensors");

        run("--zero-latents", "--trace", trace);

        FloatTensor start = Conformance.read(trace, "init_latents");
        assertThat(start)
                .isEqualTo(FloatTensor.wrap(
                        start.shape(), new float[(int) start.shape().elementCount()]));
    }

    @ParameterizedTest
    @CsvSource({"--mirror-members, true", "--no-mirror-members, false"})
    void membersThatStartAlikeDifferIfEverySecondOneSeesTheMirrorImage(String option, boolean differ)
            throws IOException {
        run("--zero-latents", "--ensemble-size", 2, "--uncertainty", "--formats", "npy", option);

        FloatTensor uncertainty = NpyFile.read(folder.resolve("input_depth_uncertainty.npy"));
        FloatTensor none = FloatTensor.wrap(
                uncertainty.shape(), new float[(int) uncertainty.shape().elementCount()]);
        assertThat(uncertainty.equals(none)).isNotEqualTo(differ);
    }

    private Path trace() throws IOException {
        Path trace = folder.resolve("trace.safetensors");
        run("--latents", DEPTH.latents(1, folder), "--trace", trace);
        return trace;
    }

    private void run(Object... options) {
        List<Object> common = List.of("depth", "--model", DEPTH.directory(), "--output", folder, DEPTH.picture());
        Outcome outcome =
                Outcome.of(Stream.concat(common.stream(), Stream.of(options)).toArray());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
