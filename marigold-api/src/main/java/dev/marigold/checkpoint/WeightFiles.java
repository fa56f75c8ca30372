package dev.marigold.checkpoint;

import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import dev.marigold.internal.json.Json;
import dev.marigold.internal.json.ShardIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the weights of one network in its folder: one file or shards, in one of several precisions. */
final class WeightFiles {
    private static final List<String> BASES = List.of("diffusion_pytorch_model", "model");

    private final Path folder;

    private WeightFiles(Path folder) {
        this.folder = folder;
    }

    static Weights open(Path folder, WeightVariant variant) throws IOException {
        WeightFiles files = new WeightFiles(folder);
        for (Path candidate : candidates(folder, variant)) {
            if (Files.isRegularFile(candidate)) {
                boolean sharded =
                        WeightFileNames.isIndex(candidate.getFileName().toString());
                return sharded
                        ? files.openShards(candidate)
                        : SafetensorsFile.open(candidate).weights();
            }
        }
        throw files.nothingFound(variant);
    }

    private static List<Path> candidates(Path folder, WeightVariant variant) {
        Stream<String> full = variant == WeightVariant.FP16 ? Stream.empty() : interleaved(WeightFileNames::full);
        Stream<String> half = variant == WeightVariant.FP32 ? Stream.empty() : interleaved(WeightFileNames::half);
        return Stream.concat(full, half).map(folder::resolve).toList();
    }

    /** Returns the first candidate of every base, then the second ones, and so on. */
    private static Stream<String> interleaved(Function<String, List<String>> candidates) {
        List<List<String>> ofBases = BASES.stream().map(candidates).toList();
        return IntStream.range(0, ofBases.get(0).size())
                .boxed()
                .flatMap(i -> ofBases.stream().map(names -> names.get(i)));
    }

    private Weights openShards(Path indexFile) throws IOException {
        Map<String, Weights> shards = new HashMap<>();
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry :
                ShardIndex.read(indexFile).files().entrySet()) {
            String shard = entry.getValue();
            if (!shards.containsKey(shard)) {
                shards.put(shard, openShard(indexFile, shard));
            }
            weights.put(entry.getKey(), findInShard(indexFile, shards.get(shard), entry.getKey()));
        }
        return new Weights(indexFile.toString(), weights);
    }

    private Weights openShard(Path indexFile, String shard) throws IOException {
        Path file = folder.resolve(shard);
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException(indexFile + " lists the shard '" + shard + "', which does not exist");
        }
        return SafetensorsFile.open(file).weights();
    }

    private static Weight findInShard(Path indexFile, Weights shard, String name) {
        Optional<Weight> weight = shard.find(name);
        return weight.orElseThrow(() -> new ModelLoadException(indexFile + " lists the tensor '" + Json.cut(name)
                + "' in " + shard.source() + ", which has no such tensor"));
    }

    private ModelLoadException nothingFound(WeightVariant variant) throws IOException {
        List<String> found = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                found = entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }
        if (found.stream().noneMatch(WeightFiles::isSafetensors)
                && found.stream().anyMatch(WeightFiles::isPickle)) {
            return new ModelLoadException(
                    "Folder " + folder + " must hold weights as safetensors, got pickled weights only"
                            + " (.bin), which can run code and are never read; download the .safetensors files or convert them with"
                            + " save_pretrained(..., safe_serialization=True); found " + found);
        }
        String wanted = switch (variant) {
            case ANY -> "diffusion_pytorch_model.safetensors, model.safetensors, or a variant or index of these";
            case FP32 -> "diffusion_pytorch_model.safetensors, model.safetensors, or an index of these";
            case FP16 -> "diffusion_pytorch_model.fp16.safetensors, model.fp16.safetensors, or an index of these";
        };
        return new ModelLoadException("Folder " + folder + " must hold " + wanted + "; found " + found);
    }

    private static boolean isSafetensors(String name) {
        return name.endsWith(".safetensors") || WeightFileNames.isIndex(name);
    }

    private static boolean isPickle(String name) {
        return name.endsWith(".bin") || name.endsWith(".ckpt") || name.endsWith(".pt");
    }
}
