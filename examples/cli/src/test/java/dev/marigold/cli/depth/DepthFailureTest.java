package dev.marigold.cli.depth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthFailureTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");
    private static final String HINT = "Try 'marigold depth --help'\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --steps 0                 | Invalid value for option '--steps': steps must be in [1, 1000], got 0
                    --steps many              | Invalid value for option '--steps': 'many' is not an int
                    --steps 2 --steps 3       | option '--steps' (N) should be specified only once
                    --ensemble-size 65        | Invalid value for option '--ensemble-size': ensembleSize must be in [1, 64], got 65
                    --batch-size 0            | Invalid value for option '--batch-size': batchSize must be in [1, 64], got 0
                    --resolution -8           | Invalid value for option '--resolution': processingResolution must be in [0, 16384], got -8
                    --threads -1              | Invalid value for option '--threads': threads must be in [0, 1024], got -1
                    --max-pixels 0            | Invalid value for option '--max-pixels': maxPixels must be in [1, 715827879], got 0
                    --seed 1.5                | Invalid value for option '--seed': '1.5' is not a long
                    --scheduler euler         | No SchedulerProvider with id 'euler'; found [ddim, ddpm, lcm]
                    --scheduler DDIM          | Invalid value for option '--scheduler': scheduler must match [a-z][a-z0-9-]*, got 'DDIM'
                    --backend tpu             | No DiffusionBackendProvider with id 'tpu'; found [djl, onnx]
                    --ensembler vote          | No EnsemblerProvider with id 'vote'; found [least-squares, mean, median, reference]
                    --colormap jet            | Invalid value for option '--colormap': colour map must be one of [Spectral, binary, gray, inferno, magma, viridis], each also with _r appended, got 'jet'
                    --resample lanczos        | Invalid value for option '--resample': resample mode must be one of bilinear, bicubic, area, nearest, nearest-exact, got 'lanczos'
                    --formats color,exr       | Invalid value for option '--formats' (LIST): format must be one of color, png16, npy, pfm, metric-npy, metric-png, ply, obj, glb, got 'exr'
                    --variant bf16            | Invalid value for option '--variant': variant must be one of any, fp32, fp16, got 'bf16'
                    --memory tight            | Invalid value for option '--memory': memory mode must be one of default, sequential, low, got 'tight'
                    --precision fp16          | precision of backend 'onnx' must be fp32, got 'fp16'
                    --device tpu              | device of backend 'onnx' must be one of cpu, cuda, tensorrt, coreml, directml, openvino, got 'tpu'
                    --uncertainty             | --uncertainty needs --ensemble-size of at least 2, got 1
                    --formats ,               | Invalid value for option '--formats': formats must be at least one, got none
                    --stretch --formats npy   | --stretch needs --formats with color
                    --colormap gray --formats npy,png16 | --colormap needs --formats with color
                    --fast                    | Unknown option: '--fast'
                    """)
    void badUsageIsNamedWithRuleAndValueAndWritesNothing(String options, String message) throws IOException {
        Path output = folder.resolve("out");

        Outcome outcome = depth(output, (Object[]) options.split(" "));

        assertThat(outcome.err()).isEqualTo("marigold: " + message + "\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--report", "--trace"})
    void theCheckpointIsNotWrittenOver(String option) {
        Path file = DEPTH.directory().resolve("model_index.json");

        Outcome outcome = depth(folder.resolve("out"), option, file);

        assertThat(outcome.err())
                .isEqualTo("marigold: " + option
                        + " must not be in the directory of the checkpoint, which is read, got " + file + "\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theCheckpointIsNotWrittenOverThroughALink() throws IOException {
        Path file = DEPTH.directory().toAbsolutePath().resolve("model_index.json");
        Path link = Files.createSymbolicLink(folder.resolve("report.json"), file);

        Outcome outcome = depth(folder.resolve("out"), "--report", link);

        assertThat(outcome.err())
                .isEqualTo("marigold: --report must not be in the directory of the checkpoint, which is read, got "
                        + link + "\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsNotReplacedByAReport() {
        Outcome outcome = depth(folder.resolve("out"), "--report", "/dev/zero");

        assertFailed(outcome, "--report must name a file, which it would replace, got the device or pipe /dev/zero");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameOfWhatTheProcessHasOpenIsNotReplaced() throws IOException {
        try (FileOutputStream open =
                new FileOutputStream(folder.resolve("names.txt").toFile())) {
            String name = "/proc/self/fd/" + descriptor(folder.resolve("names.txt"));

            Outcome outcome = depth(folder.resolve("out"), "--report", name);

            assertFailed(outcome, "--report must name a file, which it would replace, got the device or pipe " + name);
            open.write('x');
        }
        assertThat(folder.resolve("names.txt")).hasContent("x");
    }

    private static String descriptor(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path entry : open.toList()) {
                if (Files.exists(entry) && Files.isSameFile(entry, file)) {
                    return entry.getFileName().toString();
                }
            }
        }
        throw new IOException("not open: " + file);
    }

    @Test
    void pictureIsRequired() {
        Outcome outcome = Outcome.of("depth", "--model", DEPTH.directory());

        assertThat(outcome.err()).isEqualTo("marigold: Missing required parameter: 'IMAGE'\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void absentModelDirectoryIsNamedAndNoFolderIsMade() {
        Path absent = folder.resolve("absent");

        Outcome outcome = Outcome.of(
                "depth",
                "--model",
                absent,
                "--output",
                folder.resolve("maps/made"),
                "--report",
                folder.resolve("reports/report.json"),
                DEPTH.picture());

        assertThat(folder).isEmptyDirectory();
        assertFailed(
                outcome,
                "A checkpoint must be an existing directory, file:DIRECTORY, classpath:FOLDER or"
                        + " hf:OWNER/NAME[@REVISION], or be left out for the bundled one, classpath:META-INF/marigold/mini; no directory at "
                        + absent);
    }

    @Test
    void malformedHubReferenceIsBadUsage() {
        Outcome outcome = Outcome.of("depth", "--model", "hf:marigold", "--output", folder, DEPTH.picture());

        assertThat(outcome.err())
                .isEqualTo("marigold: hf: must be followed by owner/name[@revision], got 'marigold'\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void fileThatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a picture");
        Path output = folder.resolve("out");

        Outcome outcome = Outcome.of("depth", "--model", DEPTH.directory(), "--output", output, text);

        assertFailed(
                outcome, text + " must be a PNG, JPEG, TIFF, GIF, BMP or WBMP picture, got 13 bytes of another kind");
        assertThat(output).doesNotExist();
    }

    @Test
    void latentsOfAnotherShapeAreNamedWithBothShapes() throws IOException {
        Path output = folder.resolve("out");

        Outcome outcome = depth(output, "--latents", DEPTH.latents(2, folder));

        assertFailed(
                outcome,
                DEPTH.picture() + ": latents must have shape [1, 4, 6, 8] for this picture and ensembleSize 1,"
                        + " got [2, 4, 6, 8]");
        assertThat(output).doesNotExist();
    }

    @Test
    void latentsThatNoPictureCanHaveAreNamedBeforeAnythingIsLoaded() throws IOException {
        Path flat = folder.resolve("flat.safetensors");
        new SafetensorsWriter()
                .floats("latents", FloatTensor.copyOf(Shape.of(1), 1))
                .write(flat);
        Path broken = folder.resolve("broken.safetensors");
        new SafetensorsWriter()
                .floats("latents", FloatTensor.copyOf(Shape.of(1, 1, 1, 1), Float.NaN))
                .write(broken);
        Path output = folder.resolve("out");

        assertFailed(
                depth(output, "--latents", flat),
                flat + ": latents must have shape [members, channels, height, width], got [1]");
        assertFailed(
                depth(output, "--latents", broken), broken + ": latents must be finite, got NaN or infinite values");
        assertThat(output).doesNotExist();
    }

    @Test
    void latentsAndZerosExcludeEachOther() throws IOException {
        Path output = folder.resolve("out");

        Outcome outcome = depth(output, "--zero-latents", "--latents", DEPTH.latents(1, folder));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: --latents and --zero-latents exclude each other\n");
        assertThat(output).doesNotExist();
    }

    @Test
    void latentsFileWithoutTheTensorIsNamed() throws IOException {
        Path file = folder.resolve("other.safetensors");
        new SafetensorsWriter()
                .floats("noise", FloatTensor.copyOf(Shape.of(1), 1))
                .write(file);

        Outcome outcome = depth(folder.resolve("out"), "--latents", file);

        assertFailed(outcome, file + " has no tensor 'latents'");
    }

    @Test
    void latentsOfIntegersAreRefused() throws IOException {
        Path file = folder.resolve("integers.safetensors");
        new SafetensorsWriter().longs("latents", Shape.of(1), 1).write(file);

        Outcome outcome = depth(folder.resolve("out"), "--latents", file);

        assertFailed(outcome, "Tensor 'latents' of " + file + " must hold floating-point numbers, got I64");
    }

    @Test
    void outputThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        Outcome outcome = depth(file);

        assertFailed(outcome, "Exists already and is not a directory: " + file);
    }

    @Test
    void picturesOfTheSameNameAreRefusedBeforeAnythingIsComputed() throws IOException {
        Path output = folder.resolve("out");
        Path other = folder.resolve("input.jpg");

        Outcome outcome = depth(output, other);

        assertThat(outcome.err())
                .isEqualTo("marigold: Pictures must have different names, or each its own --output: " + DEPTH.picture()
                        + " and " + other + " would both be written to " + output.resolve("input_depth_colored.png")
                        + "\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--report, photo.png, '--report must not replace what is read, got '",
        "--trace, photo.png, '--trace must not replace what is read, got '",
        "--report, known.csv, '--report must not replace what is read, got '",
        "--report, photo_depth.png, '--report must be another file than the outputs, got '",
    })
    void aReportReplacesNothing(String option, String name, String message) throws IOException {
        Path picture = Files.copy(DEPTH.picture(), folder.resolve("photo.png"));
        Path known = Files.writeString(folder.resolve("known.csv"), "3,4,1.5\n30,20,2.5\n");
        byte[] before = Files.readAllBytes(picture);

        Outcome outcome = Outcome.of(
                "depth",
                "--output",
                folder,
                "--known-depths",
                known,
                option,
                folder.resolve(name),
                "--formats",
                "png16",
                picture);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: " + message + folder.resolve(name));
        assertThat(picture).hasBinaryContent(before);
        assertThat(folder.resolve("photo_depth.png")).doesNotExist();
    }

    @Test
    void zerosHaveNoSeed() {
        Outcome outcome = Outcome.of("depth", "--zero-latents", "--seed", 3, "--output", folder, DEPTH.picture());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: --seed and --zero-latents exclude each other\n");
    }

    @Test
    void aPictureThatIsTooLargeIsToldTheOption() {
        Outcome outcome = depth(folder.resolve("out"), "--max-pixels", 5);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(" must have at most 5 pixels, got ")
                .endsWith("; allow more with --max-pixels\n");
    }

    @Test
    void aNameMayBeginWithAnAt() {
        Outcome outcome = Outcome.of("depth", "--output", folder.resolve("out"), "@absent.png");

        assertThat(outcome).isEqualTo(new Outcome(1, "", "marigold: No such file: @absent.png\n"));
    }

    @Test
    void mapMayNotReplaceAPicture() throws IOException {
        Path picture = Files.copy(DEPTH.picture(), folder.resolve("input_depth.png"));

        Outcome outcome = depth(folder, picture);

        assertThat(outcome.err())
                .isEqualTo("marigold: A map must not replace what is read, use another --output: " + DEPTH.picture()
                        + " would be written to " + picture + "\n" + HINT);
        assertThat(picture).hasSameBinaryContentAs(DEPTH.picture());
    }

    @Test
    void stackTraceIsShownOnDemand() {
        Outcome outcome = depth(folder.resolve("out"), "--steps", 0, "--verbose");

        assertThat(outcome.err()).contains("\tat dev.marigold");
    }

    private static Outcome depth(Path output, Object... options) {
        List<Object> words =
                new ArrayList<>(List.of("depth", "--model", DEPTH.directory(), "--output", output, DEPTH.picture()));
        words.addAll(List.of(options));
        return Outcome.of(words.toArray());
    }

    private static void assertFailed(Outcome outcome, String message) {
        assertThat(outcome.err()).isEqualTo("marigold: " + message + "\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }
}
