package dev.marigold.internal.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Reads which files the weights of one network are split into. */
public final class ShardIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShardIndex() {}

    /**
     * Returns the shards in the order of their names, relative to the checkpoint as {@code file} is.
     *
     * @param file the index, such as {@code unet/diffusion_pytorch_model.safetensors.index.json}
     * @param json what it contains
     * @throws ModelLoadException if it names no shards, or a file that is not beside it
     * @throws IOException never for what is in memory, but required by the parser
     */
    public static List<String> shards(String file, byte[] json) throws IOException {
        TreeSet<String> shards = new TreeSet<>();
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        for (JsonNode value : weightMap(file, json)) {
            String shard = value.asText();
            if (!WeightFileNames.isShard(shard)) {
                throw new ModelLoadException(
                        "%s must name safetensors files beside it, got '%s'".formatted(file, shard));
            }
            shards.add(folder + shard);
        }
        if (shards.isEmpty()) {
            throw new ModelLoadException("%s must have a weight_map with at least one entry".formatted(file));
        }
        return List.copyOf(shards);
    }

    private static JsonNode weightMap(String file, byte[] json) throws IOException {
        try {
            return JSON.readTree(json).path("weight_map");
        } catch (JacksonException e) {
            throw new ModelLoadException("%s must be JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
