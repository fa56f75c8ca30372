package dev.marigold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.training.Trainer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the jar that users start: services merged, native library inside, everything on the class path. */
class PackagedProgramIT {
    private static final Path JAR = Path.of("target", "marigold-cli.jar");

    @TempDir
    Path folder;

    @BeforeEach
    void requireJar() {
        assumeTrue(Files.exists(JAR), () -> JAR + " was not packaged");
    }

    @Test
    void predictsDepth() throws IOException, InterruptedException {
        Conformance depth = Conformance.named("depth-v1-1");

        Outcome outcome = start("depth", "--model", depth.directory(), "--output", folder, depth.picture());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("input_depth_colored.png")).isNotEmptyFile();
        assertThat(folder.resolve("input_depth.png")).isNotEmptyFile();
    }

    @Test
    void predictsDepthWithTheBundledCheckpoint() throws IOException, InterruptedException {
        Outcome outcome = start(
                "depth", "--output", folder, Conformance.named("depth-v1-1").picture());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("input_depth_colored.png")).isNotEmptyFile();
    }

    /** Native code that looks at the command line must bear a long one, class path included. */
    @Test
    void aLongCommandLineDoesNotCrash() throws IOException, InterruptedException {
        List<Object> words = new ArrayList<>(List.of("depth", "--output", folder.resolve("out")));
        words.add(Conformance.named("depth-v1-1").picture());
        IntStream.range(0, 300).forEach(i -> words.add(folder.resolve("absent-" + i + ".png")));

        Outcome outcome = start(words.toArray());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(300);
        assertThat(folder.resolve("out/input_depth.png")).isNotEmptyFile();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nothingIsLeftInTheHomeDirectory() throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path output = folder.resolve("out");
        List<String> command = command(
                "depth", "--output", output, Conformance.named("depth-v1-1").picture());

        Outcome outcome = outcome(command, Map.of("HOME", home.toString()));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void evaluatesDepth() throws IOException, InterruptedException {
        Path index = SmallDataset.in(folder.resolve("small")).index();

        Outcome outcome = start("evaluate", "--dataset", index, "--predictor", "ramp", "--output", folder);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("report.html")).content().contains("Vertical ramp on small", "</html>");
    }

    @Test
    void carriesTheLicences() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream licences = jar.getInputStream(jar.getEntry("META-INF/LICENSE"))) {
            assertThat(new String(licences.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith(Files.readString(Path.of("..", "..", "LICENSE")).stripTrailing());
        }
    }

    @Test
    void knowsItsVersion() throws IOException, InterruptedException {
        assertThat(start("--version").out()).matches("marigold [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void resultsThatCannotBeToldAreAFailure() throws IOException, InterruptedException {
        List<String> shell = List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh");

        Outcome outcome = outcome(Stream.concat(shell.stream(), command("models", "list").stream())
                .toList());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("marigold: Cannot write to standard output\n");
    }

    @Test
    void aCacheThatCannotBeLookedAtHidesNoCheckpoint() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Outcome outcome = outcome(command("models", "list"), Map.of("HF_HUB_CACHE", file.toString()));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).hasSizeGreaterThan(5).anyMatch(line -> line.endsWith(" no"));
        assertThat(outcome.err()).hasLineCount(1).startsWith("marigold: Cannot look into the cache: ");
    }

    @Test
    void badUsageEndsWithCodeTwo() throws IOException, InterruptedException {
        Outcome outcome = start("depth", "--steps");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: Missing required parameter for option '--steps' (N)\n");
    }

    /** As in containers that set no locale: a picture of such a name, and a working directory. */
    @ParameterizedTest
    @CsvSource({"., bücher.png", "bücher, picture.png"})
    @EnabledOnOs(OS.LINUX)
    void aNameThatTheLocaleLacksIsRefused(String directory, String picture) throws IOException, InterruptedException {
        Path jar = JAR.toAbsolutePath();
        Path working = Files.createDirectories(folder.resolve(directory));
        // By a shell, which passes on names that it knows nothing about.
        List<String> command = List.of("sh", "-c", "cd \"$0\" && LC_ALL=POSIX exec \"$@\"", working.toString());

        Outcome outcome = outcome(Stream.concat(command.stream(), java(List.of("-jar", jar), "depth", picture).stream())
                .toList());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("marigold: Names of files must be in US-ASCII, the encoding of this locale, got ")
                .endsWith("; set the environment variable LC_ALL to a locale of UTF-8, such as C.UTF-8\n");
    }

    @Test
    void theOtherEngineSaysWhatItLacks() throws IOException, InterruptedException {
        Conformance depth = Conformance.named("depth-v1-1");
        // A folder of its own: users put the native code of PyTorch beside the program.
        Path alone = Files.copy(JAR, folder.resolve("alone.jar"));

        Outcome outcome = outcome(java(
                List.of("-jar", alone),
                "depth",
                "--backend",
                "djl",
                "--model",
                depth.directory(),
                "--output",
                folder,
                depth.picture()));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("marigold: PyTorch does not load: its native code is missing. "
                        + "Backend 'djl' needs ai.djl.pytorch:pytorch-native-cpu:");
    }

    @Test
    void trainingSaysWhatItLacksBeforeItWritesAnything() throws IOException, InterruptedException {
        Path alone = Files.copy(JAR, folder.resolve("alone.jar"));
        Path index = SmallDataset.in(folder.resolve("small")).index();
        Path run = folder.resolve("run");
        Path settings = settings(
                "{scratch: {autoencoder: {kind: kl, channels: [8, 8], groups: 4},"
                        + " unet: {channels: [16, 16], heads: [2, 2]}}}",
                "index: '" + index + "'",
                "updates: 1");

        Outcome outcome = outcome(java(List.of("-jar", alone), "train", "--config", settings, "--output", run));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: PyTorch does not load: its native code is missing. ");
        assertThat(run).doesNotExist();
    }

    @Test
    void pytorchStartsOnlyWhereItIsAskedFor() throws IOException, InterruptedException, URISyntaxException {
        Conformance depth = Conformance.named("depth-v1-1");
        // Where PyTorch's native code is unpacked to when it starts.
        Path unpacked = folder.resolve("djl");

        for (String backend : List.of("onnx", "djl")) {
            Outcome outcome = outcome(
                    withPytorch(
                            "depth",
                            "--backend",
                            backend,
                            "--model",
                            depth.directory(),
                            "--output",
                            folder.resolve(backend),
                            depth.picture()),
                    Map.of("DJL_CACHE_DIR", unpacked.toString()));

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(Files.exists(unpacked)).as(backend).isEqualTo(backend.equals("djl"));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void interruptedRunLeavesNoFile() throws IOException, InterruptedException {
        Conformance depth = Conformance.named("depth-v1-1");
        Path output = folder.resolve("out");
        Process process = inBackground(
                folder.resolve("log.txt"),
                command(
                        "depth",
                        "--model",
                        depth.directory(),
                        "--steps",
                        1000,
                        "--ensemble-size",
                        64,
                        "--output",
                        output,
                        depth.picture()));
        try {
            while (process.isAlive() && !Files.isDirectory(output)) {
                Thread.onSpinWait();
            }

            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(output).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    /** ONNX Runtime unpacks 24 MB at every start. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void unpackedCodeIsGoneOnceItIsLoaded() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = inBackground(
                folder.resolve("log.txt"),
                java(
                        List.of("-Djava.io.tmpdir=" + temporary, "-jar", JAR),
                        "depth",
                        "--steps",
                        1000,
                        "--ensemble-size",
                        64,
                        "--output",
                        folder.resolve("out"),
                        Conformance.named("depth-v1-1").picture()));
        try {
            while (process.isAlive() && !matches(temporary, "onnxruntime-java*")) {
                Thread.onSpinWait();
            }
            while (process.isAlive() && matches(temporary, "*")) {
                Thread.onSpinWait();
            }

            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("log.txt")))
                    .isTrue();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    /** While the program starts, its engine does and its networks are opened: engines have shutdown hooks that take away what is in use. */
    @ParameterizedTest
    @ValueSource(longs = {500, 800, 1100, 1400})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void interruptedStartEndsInOrder(long milliseconds) throws IOException, InterruptedException {
        Process process = inBackground(
                folder.resolve("log.txt"),
                command(
                        "depth",
                        "--steps",
                        1000,
                        "--output",
                        folder.resolve("out"),
                        Conformance.named("depth-v1-1").picture()));
        try {
            Thread.sleep(milliseconds);

            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("log.txt")))
                    .isEqualTo(143);
            assertThat(folder.resolve("out")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void interruptedRandomCheckpointLeavesNothing() throws IOException, InterruptedException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Process process = inBackground(
                folder.resolve("log.txt"),
                command("models", "random", "--config", "sd2", "--output", models.resolve("random")));
        try {
            while (process.isAlive() && !matches(models, ".*.tmp")) {
                Thread.onSpinWait();
            }

            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(models).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void interruptedTrainingLeavesACheckpoint() throws IOException, InterruptedException, URISyntaxException {
        Path run = folder.resolve("run");
        Path log = folder.resolve("log.txt");
        Path settings = smallTraining("updates: 1000000, checkpoint-every: 1000000");
        Process process = startTraining(log, "--config", settings, "--output", run);
        try {
            // Written at the first update.
            while (process.isAlive() && !Files.exists(run.resolve("config.yaml"))) {
                Thread.onSpinWait();
            }

            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isNotZero();
            Path checkpoint = Trainer.newestCheckpoint(run).orElseThrow();
            assertThat(Files.readString(log)).contains("wrote " + checkpoint);
            assertThat(checkpoint.resolve("trainer")).isNotEmptyDirectory();
            assertThat(Checkpoint.open(checkpoint).targets()).isEqualTo(1);
            assertThat(run).isDirectoryNotContaining("glob:**/.*");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Killed while a checkpoint is being written, when one is complete, and in an update; gone on with each time. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aKilledTrainingEndsAsOneThatWasNot() throws IOException, InterruptedException, URISyntaxException {
        Path settings = smallTraining("updates: 12, checkpoint-every: 1");
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Outcome uninterrupted = outcome(withPytorch("train", "--config", settings, "--output", whole));
        assertThat(uninterrupted.exitCode()).as(uninterrupted.err()).isZero();

        kill(settings, killed, () -> matches(killed, ".checkpoint-*"));
        kill(settings, killed, () -> newest(killed).endsWith("checkpoint-00000004"));
        kill(
                settings,
                killed,
                () -> newest(killed).endsWith("checkpoint-00000008") && !matches(killed, ".checkpoint-*"));
        Outcome rest = outcome(withPytorch("train", "--config", settings, "--output", killed, "--resume", killed));

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        Path last = Path.of("checkpoint-00000012");
        for (String file : List.of("unet/diffusion_pytorch_model.safetensors", "trainer/state.safetensors")) {
            assertThat(killed.resolve(last).resolve(file))
                    .hasSameBinaryContentAs(whole.resolve(last).resolve(file));
        }
        assertThat(losses(killed)).hasSize(13).isEqualTo(losses(whole));
        assertThat(killed).isDirectoryNotContaining("glob:**/.checkpoint-*");
    }

    /** Trains until a moment has come, or goes on until then, and ends the process without a warning. */
    private void kill(Path settings, Path run, Moment moment)
            throws IOException, InterruptedException, URISyntaxException {
        Path log = folder.resolve("log.txt");
        List<Object> arguments = new ArrayList<>(List.of("--config", settings, "--output", run));
        if (Files.isDirectory(run) && Trainer.newestCheckpoint(run).isPresent()) {
            arguments.addAll(List.of("--resume", run));
        }
        Process process = startTraining(log, arguments.toArray());
        try {
            while (process.isAlive() && !moment.hasCome()) {
                Thread.onSpinWait();
            }
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @FunctionalInterface
    private interface Moment {
        boolean hasCome() throws IOException;
    }

    private static Path newest(Path run) throws IOException {
        return Files.isDirectory(run) ? Trainer.newestCheckpoint(run).orElse(run) : run;
    }

    private static boolean matches(Path run, String glob) throws IOException {
        if (!Files.isDirectory(run)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(run, glob)) {
            return entries.iterator().hasNext();
        }
    }

    /** Returns the rows without the time that they took. */
    private static List<String> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("losses.csv")).stream()
                .map(row -> row.replaceFirst("^((?:[^,]*,){4})[^,]*", "$1"))
                .toList();
    }

    private Path smallTraining(String training) throws IOException, InterruptedException {
        Path model = folder.resolve("model");
        Path scenes = folder.resolve("scenes");
        assertThat(start("models", "random", "--config", "tiny", "--output", model)
                        .exitCode())
                .isZero();
        assertThat(start("render", "--count", 2, "--size", "32x24", "--format", "raw", "--output", scenes)
                        .exitCode())
                .isZero();
        return settings("{checkpoint: '" + model + "'}", "arrays: '" + scenes + "'", training);
    }

    private Path settings(String start, String data, String training) throws IOException {
        return Files.write(
                folder.resolve("settings.yaml"),
                List.of(
                        "start: " + start,
                        "objective: {kind: denoising}",
                        "data:",
                        "  - {" + data + "}",
                        "samples: {sizes: [16x16]}",
                        "training: {batch-size: 1, " + training + "}"));
    }

    private Process startTraining(Path log, Object... arguments) throws IOException, URISyntaxException {
        Object[] words = Stream.concat(Stream.of("train"), Stream.of(arguments)).toArray();
        return inBackground(log, withPytorch(words));
    }

    /** Starts a process whose output goes to a file. */
    private static Process inBackground(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private Outcome start(Object... arguments) throws IOException, InterruptedException {
        return outcome(command(arguments));
    }

    private Outcome outcome(List<String> command) throws IOException, InterruptedException {
        return outcome(command, Map.of());
    }

    private Outcome outcome(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Object... arguments) {
        return java(List.of("-jar", JAR), arguments);
    }

    /** Runs the program with the native code of PyTorch, which is not in the jar and which these tests have beside them. */
    private static List<String> withPytorch(Object... arguments) throws IOException, URISyntaxException {
        URL inside = PackagedProgramIT.class.getClassLoader().getResource("native/lib/pytorch.properties");
        assertThat(inside).isNotNull();
        Path pytorch = Path.of(
                ((JarURLConnection) inside.openConnection()).getJarFileURL().toURI());
        return java(List.of("-cp", JAR + File.pathSeparator + pytorch, Main.class.getName()), arguments);
    }

    private static List<String> java(List<Object> program, Object... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Stream.of(Stream.of(java), program.stream(), Stream.of(arguments))
                .flatMap(words -> words)
                .map(Object::toString)
                .toList();
    }
}
