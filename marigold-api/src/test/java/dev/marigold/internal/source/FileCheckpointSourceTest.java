package dev.marigold.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.testkit.CheckpointSourceConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointSourceTest extends CheckpointSourceConformance {
    @TempDir
    private Path folder;

    @Override
    protected CheckpointSourceProvider provider() {
        return new FileCheckpointSource();
    }

    @Override
    protected String existing() throws IOException {
        return MiniCheckpoint.directory(folder.resolve("mini")).toString();
    }

    @Override
    protected String missing() {
        return "no/such/directory";
    }

    /** Every text could be the name of a directory. */
    @Override
    protected List<String> malformed() {
        return List.of();
    }

    @Override
    protected boolean hasWork() {
        return false;
    }

    @Test
    void readsUrlsWithOneOrThreeSlashes() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("my models"));
        String path = spaced.toUri().getRawPath();

        assertThat(resolve(path)).isEqualTo(spaced);
        assertThat(resolve("//" + path)).isEqualTo(spaced);
    }

    @Test
    void aPercentSignThatIsMeantLiterallyStaysOne() throws IOException {
        Path literal = Files.createDirectory(folder.resolve("50%20"));

        assertThat(resolve(literal.toString())).isEqualTo(literal);
    }

    @Test
    void aMissingDirectoryIsNamedWithItsAbsolutePath() {
        assertThatThrownBy(() -> resolve("no/such"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(
                        "file:no/such must name an existing directory; %s is none",
                        Path.of("no/such").toAbsolutePath());
    }

    @Test
    void urlsOfOtherHostsAreRefused() {
        assertThatThrownBy(() -> resolve("//server/models"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("file://server/models must name an existing directory; '//server/models' is none");
    }

    private static Path resolve(String reference) {
        return new FileCheckpointSource()
                .resolve(reference, MiniCheckpoint.request(FileCheckpointSourceTest.class.getClassLoader()));
    }
}
