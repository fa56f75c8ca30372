package dev.marigold.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files that the weights of one network are split into.
 *
 * @param files name of the file of each tensor, which is beside the index
 */
public record ShardIndex(ImmutableMap<String, String> files) {
    /**
     * Reads an index.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelLoadException if it is not JSON, names no shards, or a file that is not beside it
     */
    public static ShardIndex read(Path file) throws IOException {
        return of(file.toString(), Json.read(file));
    }

    /**
     * Reads an index from a stream, which the caller closes; throws like {@link #read(Path)}.
     *
     * @param source how messages call it
     */
    public static ShardIndex read(String source, InputStream in) throws IOException {
        return of(source, Json.read(source, in));
    }

    private static ShardIndex of(String source, JsonNode root) {
        JsonNode map = root.path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelLoadException(source
                    + " key 'weight_map' must be an object from tensor names to file names, got " + Json.show(map));
        }
        ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asText();
            if (!WeightFileNames.isShard(shard)) {
                throw new ModelLoadException(source
                        + " must map tensors to names of safetensors files beside it, got "
                        + Json.show(entry.getValue()));
            }
            files.put(entry.getKey(), shard);
        }
        return new ShardIndex(files.build());
    }

    /**
     * Returns the shards in the order of their names, relative to the checkpoint as {@code index} is.
     *
     * @param index where it was read, such as {@code unet/diffusion_pytorch_model.safetensors.index.json}
     */
    public List<String> shards(String index) {
        String folder = index.substring(0, index.lastIndexOf('/') + 1);
        return files.values().stream().distinct().sorted().map(folder::concat).toList();
    }
}
