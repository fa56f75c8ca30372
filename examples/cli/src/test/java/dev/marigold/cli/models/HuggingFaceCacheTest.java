package dev.marigold.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceCacheTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path root;

    @Test
    void branchLeadsToItsSnapshot() throws IOException {
        Path snapshot = Files.createDirectories(
                root.resolve("models--owner--name/snapshots").resolve(COMMIT));
        Path refs = Files.createDirectories(root.resolve("models--owner--name/refs"));
        Files.writeString(refs.resolve("main"), COMMIT + "\n");

        assertThat(new HuggingFaceCache(root).snapshot("owner/name")).contains(snapshot);
    }

    @Test
    void commitIsItsOwnSnapshot() throws IOException {
        Path snapshot = Files.createDirectories(
                root.resolve("models--owner--name/snapshots").resolve(COMMIT));

        assertThat(new HuggingFaceCache(root).snapshot("owner/name@" + COMMIT)).contains(snapshot);
    }

    @Test
    void whatWasNeverFetchedIsAbsent() throws IOException {
        assertThat(new HuggingFaceCache(root).snapshot("owner/name")).isEmpty();
    }

    @Test
    void referenceMustNotLeaveTheCache() {
        assertThatThrownBy(() -> new HuggingFaceCache(root).snapshot("owner/name@../../secret"))
                .isInstanceOf(UsageException.class)
                .hasMessage("hf: must be followed by owner/name[@revision], got 'owner/name@../../secret'");
    }

    @Test
    void mostSpecificVariableDecides() {
        Map<String, String> all = Map.of("HF_HUB_CACHE", "/a", "HF_HOME", "/b", "XDG_CACHE_HOME", "/c");

        assertThat(HuggingFaceCache.of(all).root()).isEqualTo(Path.of("/a"));
        assertThat(HuggingFaceCache.of(Map.of("HF_HOME", "/b", "XDG_CACHE_HOME", "/c"))
                        .root())
                .isEqualTo(Path.of("/b/hub"));
        assertThat(HuggingFaceCache.of(Map.of("XDG_CACHE_HOME", "/c")).root()).isEqualTo(Path.of("/c/huggingface/hub"));
    }

    @Test
    void homeDirectoryIsTheLastResort() {
        assertThat(HuggingFaceCache.of(Map.of()).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/huggingface/hub"));
    }
}
