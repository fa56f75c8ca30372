package dev.marigold.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {
    @Test
    void namesEachShardOnceInOrder() throws IOException {
        assertThat(
                        shards(
                                "{\"weight_map\": {\"a\": \"x-2.safetensors\", \"b\": \"x-1.safetensors\", \"c\": \"x-2.safetensors\"}}"))
                .containsExactly("unet/x-1.safetensors", "unet/x-2.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.safetensors",
                "/x.safetensors",
                "a/x.safetensors",
                "x.bin",
                ".x.safetensors",
                "C:x.safetensors"
            })
    void filesElsewhereAreRefused(String shard) {
        assertThatThrownBy(() -> shards("{\"weight_map\": {\"a\": \"" + shard + "\"}}"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("unet/x.index.json must name safetensors files beside it, got '%s'", shard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"weight_map\": {}}", "[]"})
    void anIndexWithoutEntriesIsRefused(String json) {
        assertThatThrownBy(() -> shards(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("unet/x.index.json must have a weight_map with at least one entry");
    }

    @Test
    void textThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> shards("weights"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("unet/x.index.json must be JSON: ");
    }

    private static List<String> shards(String json) throws IOException {
        return ShardIndex.shards("unet/x.index.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
