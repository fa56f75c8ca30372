package dev.marigold.internal.source;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides from file names alone which files of a published checkpoint the library reads: the configurations, the tokenizer's vocabulary
 * and one set of safetensors for each network. Everything else (pickles, ONNX exports, pictures, other precisions) stays where it is.
 * File names are relative to the checkpoint and separated by slashes.
 */
public final class CheckpointLayout {
    /** Says what the checkpoint predicts. */
    public static final String INDEX = "model_index.json";

    private static final List<String> CONFIGURATION = List.of(
            INDEX,
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "unet/config.json",
            "vae/config.json");
    /** The vocabulary, of which one file is read; tokenizers saved by transformers 5 may lack the first. */
    private static final List<String> VOCABULARY = List.of("tokenizer/vocab.json", "tokenizer/tokenizer.json");

    private static final List<String> OPTIONAL =
            List.of("tokenizer/merges.txt", "tokenizer/special_tokens_map.json", "tokenizer/tokenizer_config.json");
    private static final List<String> WEIGHTS =
            List.of("text_encoder/model", "unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model");

    private final String checkpoint;
    private final Predicate<String> present;
    private final WeightVariant variant;

    /**
     * Creates the layout of one checkpoint.
     *
     * @param checkpoint how messages call the checkpoint
     * @param present whether a file exists
     * @param variant which of the stored precisions to choose
     */
    public CheckpointLayout(String checkpoint, Predicate<String> present, WeightVariant variant) {
        this.checkpoint = checkpoint;
        this.present = present;
        this.variant = variant;
    }

    /**
     * Returns the files to fetch, configurations before weights. Where weights are split into shards the list has their index instead.
     *
     * @throws ModelLoadException if a file that every checkpoint needs is missing
     */
    public List<String> files() {
        List<String> files = new ArrayList<>(CONFIGURATION);
        for (String file : files) {
            if (!present.test(file)) {
                throw new ModelLoadException("%s must contain %s, which is missing".formatted(checkpoint, file));
            }
        }
        files.add(firstOf(VOCABULARY, ""));
        OPTIONAL.stream().filter(present).forEach(files::add);
        WEIGHTS.stream().map(this::weights).forEach(files::add);
        return List.copyOf(files);
    }

    private String weights(String stem) {
        return firstOf(candidates(stem), otherVariant(stem));
    }

    private String firstOf(List<String> candidates, String remark) {
        Optional<String> found = candidates.stream().filter(present).findFirst();
        return found.orElseThrow(() -> new ModelLoadException(
                "%s must contain one of %s, and has none of them%s".formatted(checkpoint, candidates, remark)));
    }

    private List<String> candidates(String stem) {
        return switch (variant) {
            case FP32 -> WeightFileNames.full(stem);
            case FP16 -> WeightFileNames.half(stem);
            case ANY ->
                Stream.concat(WeightFileNames.full(stem).stream(), WeightFileNames.half(stem).stream())
                        .toList();
        };
    }

    private String otherVariant(String stem) {
        return Stream.concat(WeightFileNames.full(stem).stream(), WeightFileNames.half(stem).stream())
                .filter(present)
                .findFirst()
                .map(file -> "; it has " + file + ", of another variant than " + variant)
                .orElse("");
    }
}
