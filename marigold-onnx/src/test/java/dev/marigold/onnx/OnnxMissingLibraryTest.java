package dev.marigold.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.engine.JavaProcess;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where ONNX Runtime does not load there is an error that says what is missing: in processes of their own. */
class OnnxMissingLibraryTest {
    private static final String CHECKPOINT = "../marigold-api/src/test/conformance/depth-v1-1";
    private static final String NEEDED =
            ". Backend 'onnx' needs com.microsoft.onnxruntime:onnxruntime on the class path, "
                    + "which has native code for linux-x64, linux-aarch64, osx-aarch64 and win-x64; elsewhere name a folder of "
                    + "native code in the system property onnxruntime.native.path, or use backend 'djl'";

    /** What the other process does: opens the backend twice on the device it is told. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) throws IOException {
            BackendOptions options =
                    BackendOptions.builder().device(arguments[0]).build();
            for (int i = 0; i < 2; i++) {
                try {
                    new OnnxBackendProvider().open(Checkpoint.open(Path.of(CHECKPOINT)), options);
                } catch (ProviderUnavailableException e) {
                    System.out.println("refused: " + e.getMessage());
                }
            }
        }
    }

    private static List<String> output(String device, String withoutJar, String... properties) throws IOException {
        return output(List.of(), device, withoutJar, properties);
    }

    private static List<String> output(List<String> starter, String device, String withoutJar, String... properties)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.add(JavaProcess.program());
        command.add("-cp");
        command.add(JavaProcess.path(path ->
                withoutJar.isEmpty() || !Path.of(path).getFileName().toString().startsWith(withoutJar)));
        command.add("-Dos.name=Linux");
        command.addAll(List.of(properties));
        command.add("-Djava.awt.headless=true");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add(Opening.class.getName());
        command.add(device);
        return JavaProcess.output(command)
                .lines()
                .filter(line -> line.startsWith("refused: ") || line.contains("Exception") || line.contains("Error"))
                .toList();
    }

    @Test
    void theMissingArtifactIsNamed() throws IOException {
        String expected = "refused: ONNX Runtime does not load on linux amd64: its classes are missing" + NEEDED;

        assertThat(output("cpu", "onnxruntime", "-Dos.arch=amd64")).containsExactly(expected, expected);
    }

    @Test
    void aSystemWithoutNativeCodeIsNamed() throws IOException {
        String expected = "refused: ONNX Runtime does not load on linux ppc64: its native code is missing" + NEEDED;

        assertThat(output("cpu", "", "-Dos.arch=ppc64")).containsExactly(expected, expected);
    }

    @Test
    void aSystemThatItDoesNotKnowIsNamed() throws IOException {
        assertThat(output("cpu", "", "-Dos.arch=sparc"))
                .first()
                .isEqualTo("refused: ONNX Runtime does not load on linux sparc: Unsupported arch:sparc" + NEEDED);
    }

    @Test
    void aFolderForTemporaryFilesThatIsMissingIsNamed() throws IOException {
        String expected = "refused: ONNX Runtime does not load on linux " + System.getProperty("os.arch")
                + ": its native code cannot be unpacked to absent. Name a folder with room that can be written to in the system"
                + " property java.io.tmpdir, or the one that holds the native code in onnxruntime.native.path";

        assertThat(output("cpu", "", "-Djava.io.tmpdir=absent")).containsExactly(expected, expected);
    }

    /** As where the disk is full: ONNX Runtime does not say so itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderForTemporaryFilesWithoutRoomIsNamed(@TempDir Path folder) throws IOException {
        List<String> withSmallFilesOnly = List.of("sh", "-c", "ulimit -f 1000; exec \"$@\"", "sh");

        assertThat(output(withSmallFilesOnly, "cpu", "", "-Djava.io.tmpdir=" + folder))
                // ONNX Runtime logs why, and goes on.
                .filteredOn(line -> line.startsWith("refused: "))
                .hasSize(2)
                .allMatch(line -> line.startsWith("refused: ONNX Runtime does not load on linux "
                        + System.getProperty("os.arch") + ": its native code cannot be unpacked to " + folder
                        + ". Name a folder with room "));
    }

    /** Native code is unpacked to a folder of such a name, and may be of no use there: another C library, no right to be executed. */
    @Test
    void nativeCodeThatIsThereAndDoesNotLoadHasItsReason(@TempDir Path folder) throws IOException {
        Path unpacked = Files.createDirectory(folder.resolve("onnxruntime-java1"));
        Path library = Files.writeString(unpacked.resolve(System.mapLibraryName("onnxruntime")), "no library at all");

        assertThat(output("cpu", "", "-Donnxruntime.native.path=" + unpacked))
                .hasSize(2)
                .allMatch(line -> line.startsWith("refused: ONNX Runtime does not load on linux "
                        + System.getProperty("os.arch") + ": " + library + ": "))
                .allMatch(line -> line.endsWith(NEEDED));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWasUnpackedForAMissingDeviceIsGone(@TempDir Path folder) throws IOException {
        assertThat(output("cuda", "", "-Djava.io.tmpdir=" + folder))
                .hasSize(2)
                .allMatch(line -> line.startsWith("refused: ") && line.contains("'cuda'"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void optionsAreLookedAtFirst() throws IOException {
        assertThat(output("gpu", "", "-Dos.arch=ppc64"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("refused: device of backend 'onnx' must be one of cpu, cuda"));
    }
}
