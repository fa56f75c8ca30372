package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.engine.JavaProcess;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts PyTorch in a process of its own. Without native code there is an error that says what to add. Nothing asks the network, with it or without. */
class DjlStartTest {
    private static final String CHECKPOINT = "../marigold-api/src/test/conformance/depth-v1-1";

    private static final String REFUSED =
            "refused: PyTorch does not load: its native code is missing\\. Backend 'djl' needs ";
    private static final String LIBRARY =
            "ai\\.djl\\.pytorch:pytorch-native-cpu:2\\.7\\.1 with classifier [a-z]+-[a-z0-9_]+";
    private static final String BRIDGE = "ai\\.djl\\.pytorch:pytorch-jni:2\\.7\\.1-0\\.36\\.0";
    private static final String ON_THE_CLASS_PATH = " on the class path";

    @TempDir
    private Path cache;

    /** Where everything that asks the network would ask. */
    private ServerSocket proxy;

    @BeforeEach
    void openProxy() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void nobodyAsked() throws IOException {
        proxy.setSoTimeout(1);
        try (ServerSocket asked = proxy) {
            assertThatThrownBy(asked::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** What the other process does. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) throws IOException {
            try {
                new DjlBackendProvider()
                        .open(
                                Checkpoint.open(Path.of(CHECKPOINT)),
                                BackendOptions.builder().build())
                        .close();
                System.out.println("opened");
            } catch (ProviderUnavailableException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    private String outputWithout(String... jars) throws IOException {
        return output(cache, jars);
    }

    private String output(Path unpacked, String... jars) throws IOException {
        List<String> command = List.of(
                JavaProcess.program(),
                "-cp",
                JavaProcess.path(path -> Arrays.stream(jars).noneMatch(path::contains)),
                "-DDJL_CACHE_DIR=" + unpacked,
                "-Dhttp.proxyHost=" + proxy.getInetAddress().getHostAddress(),
                "-Dhttp.proxyPort=" + proxy.getLocalPort(),
                "-Dhttps.proxyHost=" + proxy.getInetAddress().getHostAddress(),
                "-Dhttps.proxyPort=" + proxy.getLocalPort(),
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                Opening.class.getName());
        return JavaProcess.output(command)
                .lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void withNativeCodeItStarts() throws IOException {
        assertThat(outputWithout()).endsWith("opened");
    }

    @Test
    void theMissingArtifactsAreNamed() throws IOException {
        assertThat(outputWithout("pytorch-native-cpu", "pytorch-jni"))
                .matches(REFUSED + LIBRARY + " and " + BRIDGE + ON_THE_CLASS_PATH);
    }

    @Test
    void theLibraryAloneIsNamedIfItIsMissing() throws IOException {
        assertThat(outputWithout("pytorch-native-cpu")).matches(REFUSED + LIBRARY + ON_THE_CLASS_PATH);
    }

    @Test
    void theBridgeAloneIsNamedIfItIsMissing() throws IOException {
        assertThat(outputWithout("pytorch-jni")).matches(REFUSED + BRIDGE + ON_THE_CLASS_PATH);
    }

    @Test
    void nothingIsMissingWhereNativeCodeCannotBeUnpacked() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));

        assertThat(output(file))
                .matches("refused: PyTorch does not load: java\\.nio\\.file\\.\\w+: \\Q" + file + "\\E.*")
                .doesNotContain("needs");
    }
}
