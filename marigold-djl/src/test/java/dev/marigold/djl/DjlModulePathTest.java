package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.engine.JavaProcess;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
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
        // Native code is in jars whose names are none that a module can have.
        Predicate<String> isNative = path -> path.contains("pytorch-jni") || path.contains("pytorch-native");
        List<String> command = List.of(
                JavaProcess.program(),
                "--module-path",
                JavaProcess.path(path -> !isNative.test(path) && !path.endsWith("test-classes")),
                "--class-path",
                JavaProcess.path(isNative),
                "--patch-module",
                "dev.marigold.djl=" + Path.of("target", "test-classes"),
                "--module",
                "dev.marigold.djl/" + Prediction.class.getName());

        String output = JavaProcess.output(command);

        assertThat(output.lines()).as(output).contains("true true");
    }
}
