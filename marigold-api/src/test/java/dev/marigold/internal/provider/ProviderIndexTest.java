package dev.marigold.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.testing.PluginLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderIndexTest {
    @Test
    void aSourceOfOneLetterIsRefusedWithTheReason(@TempDir Path folder) {
        ProviderIndex<CheckpointSourceProvider> sources = ProviderIndex.checkpointSources(
                new PluginLoader(folder).with(CheckpointSourceProvider.class, PluginFixtures.Drive.class));

        assertThat(sources.byId()).doesNotContainKey("d").containsKey("file");
        assertThat(sources.explain(new ModelLoadException("no directory at d:model"))
                        .getSuppressed())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessage("Cannot use dev.marigold.internal.provider.PluginFixtures$Drive: id must have two"
                                + " characters at least, a single letter before a colon is a drive, got 'd'"));
    }
}
