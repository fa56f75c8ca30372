package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.image.RgbImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A program in modules, in a process of its own: what no module requires is not there, and DJL's say of nothing that they do. In the processes
 * of tests, the class path has it.
 */
class DjlModulePathTest {
    private static final Path CHECKPOINT = Path.of("../marigold-api/src/test/conformance/depth-v1-1");

    /** What the other process does. */
    static final class Prediction {
        private Prediction() {}

        public static void main(String[] arguments) throws IOException {
            try (DepthEstimator estimator = DepthEstimator.builder()
                    .checkpoint(CHECKPOINT)
                    .backend("djl")
                    .build()) {
                boolean isNamed = DjlBackendProvider.class.getModule().isNamed();
                System.out.println(isNamed + " "
                        + estimator
                                .estimate(RgbImage.read(CHECKPOINT.resolve("input.png")))
                                .depth()
                                .isFinite());
            }
        }
    }

    @Test
    void predictsInAModule() throws IOException {
        Predicate<String> isForTheClassPath = path ->
                path.contains("pytorch-jni") || path.contains("pytorch-native") || path.endsWith("test-classes");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                paths(isForTheClassPath.negate()),
                "--class-path",
                paths(isForTheClassPath),
                "--patch-module",
                "dev.marigold.djl=" + Path.of("target", "test-classes"),
                "--module",
                "dev.marigold.djl/" + Prediction.class.getName());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines()).as(output).contains("true true");
    }

    private static String paths(Predicate<String> wanted) {
        Stream<String> built =
                Stream.of(Path.of("target", "classes").toAbsolutePath().toString());
        Stream<String> others = Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
                .flatMap(name -> Arrays.stream(System.getProperty(name, "").split(File.pathSeparator)))
                .filter(path -> !path.isEmpty() && Files.exists(Path.of(path)))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .filter(path -> !path.endsWith("test-classes"));
        return Stream.concat(built, others).distinct().filter(wanted).collect(Collectors.joining(File.pathSeparator));
    }
}
