package dev.marigold.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointReferencesTest {
    private static final String FORMS =
            "A checkpoint must be an existing directory, file:DIRECTORY, classpath:FOLDER or"
                    + " hf:OWNER/NAME[@REVISION], or be left out for the bundled one, classpath:META-INF/marigold/mini; no directory at ";

    @TempDir
    private Path folder;

    @Test
    void anExistingDirectoryIsItself() throws IOException {
        assertThat(resolve(folder.toString())).isEqualTo(folder);
    }

    @Test
    void anExistingDirectoryWinsOverAScheme() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("fake:x"));

        assertThat(resolve(odd.toString())).isEqualTo(odd);
    }

    @Test
    void aSchemeSelectsTheSourceAndPassesTheRest() throws IOException {
        Files.createDirectory(folder.resolve("a:b@c"));

        assertThat(resolve("fake:a:b@c")).isEqualTo(folder.resolve("a:b@c"));
    }

    @Test
    void anUnknownSchemeListsWhatWasFound() {
        assertThatThrownBy(() -> resolve("s3:bucket/model"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No CheckpointSourceProvider with id 's3'; found [fake]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\models\\marigold", "c:/models", "no/such/directory", "prs-eth/marigold-depth-v1-1"})
    void otherTextIsAPath(String reference) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(FORMS + Path.of(reference).toAbsolutePath());
    }

    @Test
    void textThatIsNoPathIsQuoted() {
        assertThatThrownBy(() -> resolve(""))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(FORMS + "''");
    }

    @Test
    void whatASourceReturnsMustBeADirectory() {
        assertThatThrownBy(() -> resolve("fake:none"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(
                        "CheckpointSourceProvider 'fake' must return an existing directory, got %s",
                        folder.resolve("none"));
    }

    @Test
    void aSourceThatFailsIsNamed() {
        assertThatThrownBy(() -> resolve("fake:down"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("CheckpointSourceProvider 'fake' failed: java.lang.IllegalStateException: db down");
    }

    private Path resolve(String reference) throws IOException {
        CheckpointSourceProvider fake = new CheckpointSourceProvider() {
            @Override
            public String id() {
                return "fake";
            }

            @Override
            public Path resolve(String rest, CheckpointRequest request) {
                if (rest.equals("down")) {
                    throw new IllegalStateException("db down");
                }
                return folder.resolve(rest);
            }
        };
        return new CheckpointReferences(Map.of("fake", fake))
                .resolve(reference, MiniCheckpoint.request(getClass().getClassLoader()));
    }
}
