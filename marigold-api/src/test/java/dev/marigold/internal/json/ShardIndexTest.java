package dev.marigold.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {
    @Test
    void namesEachShardOnceInOrder() throws IOException {
        assertThat(shards("{'weight_map': {'a': 'x-2.safetensors', 'b': 'x-1.safetensors', 'c': 'x-2.safetensors'}}"))
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
        assertRefused(
                "{'weight_map': {'a': '" + shard + "'}}",
                " must map tensors to names of safetensors files beside it, got \"" + shard + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{}|nothing", "{'weight_map': {}}|{}", "{'weight_map': ['a.safetensors']}|[\"a.safetensors\"]"})
    void anIndexWithoutEntriesIsRefused(String json, String got) {
        assertRefused(json, " key 'weight_map' must be an object from tensor names to file names, got " + got);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "weights|must be JSON: Unrecognized token 'weights'",
                "[]|must be a JSON object, got []",
                "{'weight_map': {'a': 'x.safetensors', 'a': 'x.safetensors'}}|must be JSON: Duplicate field 'a'",
                "{'weight_map': {'a': 'x.safetensors'}} {}|must be JSON: Trailing token",
            })
    void whatIsNotOneObjectIsRefused(String json, String message) {
        assertThatThrownBy(() -> shards(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("unet/x.index.json " + message);
    }

    @Test
    void aHugeFileIsRefusedBeforeMemoryIsTaken(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.index.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 32);
        }

        assertThatThrownBy(() -> ShardIndex.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(file + " must have at most 256000000 bytes, got 4294967296");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> shards(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("unet/x.index.json" + message);
    }

    private static List<String> shards(String json) throws IOException {
        byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ShardIndex.read("unet/x.index.json", new ByteArrayInputStream(text))
                .shards("unet/x.index.json");
    }
}
