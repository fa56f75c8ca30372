package dev.marigold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Modality;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.testing.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckpointFetcherTest {
    private static final Path DIRECTORY = Checkpoints.directory("depth-v1-1");

    private final CheckpointRequest request = CheckpointFetcher.request().build();

    @Test
    void whatIsOnThisMachineIsFound() throws IOException {
        assertThat(CheckpointFetcher.fetch(DIRECTORY.toString(), request)).isEqualTo(DIRECTORY);
        assertThat(CheckpointFetcher.fetch("file:" + DIRECTORY, request)).isEqualTo(DIRECTORY);
    }

    @Test
    void aCheckpointForSomethingElseIsRefused() throws IOException {
        Path normals = Checkpoints.directory("normals-v1-1");

        assertThat(CheckpointFetcher.fetch(normals.toString(), request)).isEqualTo(normals);
        CheckpointRequest depth =
                CheckpointFetcher.request().modality(Modality.DEPTH).build();
        assertThatThrownBy(() -> CheckpointFetcher.fetch(normals.toString(), depth))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(normals + " must be a checkpoint that predicts DEPTH, got one that predicts NORMALS");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> CheckpointFetcher.fetch("nowhere", request))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("no directory at " + Path.of("nowhere").toAbsolutePath());
    }

    @Test
    void aSchemeThatNobodyServesIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> CheckpointFetcher.fetch("s3:bucket/model", request))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("'s3'")
                .hasMessageContaining("classpath, file, hf");
    }
}
