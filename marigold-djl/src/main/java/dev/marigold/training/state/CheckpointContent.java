package dev.marigold.training.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.internal.file.FileCopies;
import dev.marigold.tensor.Shape;
import dev.marigold.training.state.SavedTraining.ArraySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in the published layout: the start checkpoint with other weights where networks have learnt. Files that are the same are
 * links where the file system has them.
 */
public final class CheckpointContent implements CheckpointFolder.Content {
    private static final Map<String, String> BASES =
            Map.of("unet", "diffusion_pytorch_model", "vae", "diffusion_pytorch_model", "text_encoder", "model");

    private final Checkpoint start;
    private final Description description;
    private final Map<String, Map<String, ArraySource>> learnt;
    private final Map<String, ArraySource> state;
    private final Progress progress;

    /**
     * Describes a checkpoint; values are asked for when it is written.
     *
     * @param learnt weights to be delivered, by component and name
     * @param state everything a resumed training needs
     */
    public CheckpointContent(
            Checkpoint start,
            Description description,
            Map<String, Map<String, ArraySource>> learnt,
            Map<String, ArraySource> state,
            Progress progress) {
        this.start = start;
        this.description = description;
        this.learnt = learnt;
        this.state = state;
        this.progress = progress;
    }

    /**
     * What the configuration files say.
     *
     * @param dtype of the weights, {@link DType#F32} or {@link DType#F16}
     * @param scheduler of inference
     * @param index keys of {@code model_index.json}; null: the key is left out
     * @param scaling measures the factor of an autoencoder that has changed
     */
    public record Description(
            DType dtype,
            SchedulerConfig scheduler,
            Map<String, @Nullable Object> index,
            Optional<ScalingMeasure> scaling) {}

    /** Says what an autoencoder's latents are to be multiplied by. */
    @FunctionalInterface
    public interface ScalingMeasure {
        /**
         * Returns the factor of an autoencoder in its folder.
         *
         * @throws IOException if it cannot be read
         */
        double measure(Path folder) throws IOException;
    }

    @Override
    public void write(Path directory) throws IOException {
        writeComponent(directory, "unet", start.unetWeights());
        writeComponent(directory, "vae", start.autoencoderWeights());
        writeComponent(directory, "text_encoder", stored(start.textEncoderWeights()));
        FileCopies.ofFolder(start.directory().resolve("tokenizer"), directory.resolve("tokenizer"));
        Map<String, Object> scheduler = new LinkedHashMap<>();
        scheduler.put("_class_name", description.scheduler().className());
        scheduler.putAll(description.scheduler().values());
        JsonObject.write(directory.resolve("scheduler/scheduler_config.json"), scheduler);
        ObjectNode index = JsonObject.read(start.directory().resolve("model_index.json"));
        description.index().forEach((key, value) -> {
            if (value == null) {
                index.remove(key);
            } else {
                index.putPOJO(key, value);
            }
        });
        JsonObject.write(directory.resolve("model_index.json"), index);
        SavedTraining.write(directory, progress, state);
    }

    /** Names as the file has them: those of the text encoder are known without their prefix elsewhere. */
    private static Weights stored(Weights weights) {
        Map<String, Weight> byStoredName = new LinkedHashMap<>();
        for (String name : weights.names()) {
            byStoredName.put(weights.get(name).name(), weights.get(name));
        }
        return new Weights(weights.source(), byStoredName);
    }

    private void writeComponent(Path directory, String component, Weights before) throws IOException {
        Path target = Files.createDirectories(directory.resolve(component));
        ObjectNode config = JsonObject.read(start.directory().resolve(component).resolve("config.json"));
        JsonObject.write(target.resolve("config.json"), config);
        Map<String, ArraySource> changed = learnt.getOrDefault(component, Map.of());
        if (changed.isEmpty() && description.dtype() == DType.F32) {
            linkWeights(component, before, target);
            return;
        }
        Map<String, ArraySource> all = new LinkedHashMap<>();
        for (String name : before.names()) {
            if (before.get(name).dtype().isFloatingPoint()) {
                all.put(name, changed.getOrDefault(name, new StoredArray(before.get(name))));
            }
        }
        SavedTraining.writeArrays(target.resolve(BASES.get(component) + ".safetensors"), description.dtype(), all);
        if (component.equals("vae") && description.scaling().isPresent()) {
            config.put("scaling_factor", description.scaling().get().measure(target));
            JsonObject.write(target.resolve("config.json"), config);
        }
    }

    private void linkWeights(String component, Weights weights, Path target) throws IOException {
        List<Path> files = weights.files().stream().toList();
        if (files.size() == 1) {
            FileCopies.link(files.get(0), target.resolve(BASES.get(component) + ".safetensors"));
            return;
        }
        try (Stream<Path> entries = Files.list(start.directory().resolve(component))) {
            for (Path entry : entries.filter(
                            path -> path.getFileName().toString().contains(".safetensors"))
                    .toList()) {
                FileCopies.link(entry, target.resolve(entry.getFileName()));
            }
        }
    }

    /** An array in a file. */
    private record StoredArray(Weight weight) implements ArraySource {
        @Override
        public Shape shape() {
            return weight.shape();
        }

        @Override
        public float[] values() throws IOException {
            return weight.readFloats();
        }
    }
}
