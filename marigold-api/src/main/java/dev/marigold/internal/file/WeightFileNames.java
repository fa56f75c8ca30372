package dev.marigold.internal.file;

import java.util.List;
import java.util.regex.Pattern;

/** The names under which diffusers and transformers store the weights of one network. Stateless. */
public final class WeightFileNames {
    private static final String SHARD_INDEX = ".safetensors.index";

    // A colon would lead to another drive of Windows; control characters are no file names anywhere.
    private static final Pattern SHARD = Pattern.compile("(?!\\.)[^/\\\\:\\p{Cntrl}]+\\.safetensors");

    private WeightFileNames() {}

    /** Returns the candidates of full precision, the best one first: one file, or an index of shards. */
    public static List<String> full(String base) {
        return List.of(base + ".safetensors", base + SHARD_INDEX + ".json");
    }

    /** Returns the candidates of half precision, the best one first: one file, or an index of shards. */
    public static List<String> half(String base) {
        return List.of(
                base + ".fp16.safetensors", base + SHARD_INDEX + ".fp16.json", base + ".fp16" + SHARD_INDEX + ".json");
    }

    /** Tells whether a file lists the shards of a network's weights. */
    public static boolean isIndex(String file) {
        return file.contains(SHARD_INDEX);
    }

    /** Tells whether an index may name this file as a shard: safetensors beside it. */
    public static boolean isShard(String name) {
        return SHARD.matcher(name).matches();
    }
}
