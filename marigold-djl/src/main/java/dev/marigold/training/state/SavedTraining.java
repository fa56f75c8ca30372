package dev.marigold.training.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training needs to go on, in a folder of a checkpoint that nobody else looks into: {@code state.json} and
 * {@code state.safetensors}.
 *
 * @param progress how far it is
 * @param arrays weights and what the optimiser remembers
 */
public record SavedTraining(Progress progress, Weights arrays) {
    private static final String FOLDER = "trainer";
    private static final String NUMBERS = "state.json";
    private static final String ARRAYS = "state.safetensors";
    private static final String WEIGHT = "weight/";

    /** Supplies the values of an array when they are written. */
    public interface ArraySource {
        /** Returns the shape. */
        Shape shape();

        /**
         * Returns the values, row-major.
         *
         * @throws IOException if they cannot be read
         */
        float[] values() throws IOException;
    }

    /**
     * Reads what a checkpoint holds.
     *
     * @throws IOException if it cannot be read
     * @throws ModelLoadException if the directory is no checkpoint of a training
     */
    public static SavedTraining read(Path checkpoint) throws IOException {
        Path numbers = checkpoint.resolve(FOLDER).resolve(NUMBERS);
        if (!Files.isRegularFile(numbers)) {
            throw new ModelLoadException(checkpoint + " must be a checkpoint of a training, got no file " + numbers);
        }
        ObjectNode json = JsonObject.read(numbers);
        Map<String, String> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.path("settings").properties()) {
            settings.put(entry.getKey(), entry.getValue().asText());
        }
        Progress progress = new Progress(
                number(json, "updates", numbers).asLong(),
                number(json, "optimizer_updates", numbers).asLong(),
                number(json, "seconds", numbers).asDouble(),
                settings);
        return new SavedTraining(
                progress,
                SafetensorsFile.open(checkpoint.resolve(FOLDER).resolve(ARRAYS)).weights());
    }

    private static JsonNode number(ObjectNode json, String key, Path file) {
        JsonNode value = json.path(key);
        if (!value.isNumber()) {
            throw new ModelLoadException(file + " must have a number '" + key + "', got " + value);
        }
        return value;
    }

    /** Returns the weights of the networks that learn, by component. */
    public Map<String, Weights> weights() {
        Map<String, Map<String, Weight>> byComponent = new HashMap<>();
        for (String name : arrays.names()) {
            if (name.startsWith(WEIGHT)) {
                String key = name.substring(WEIGHT.length());
                int end = key.indexOf('/');
                byComponent
                        .computeIfAbsent(key.substring(0, end), component -> new HashMap<>())
                        .put(key.substring(end + 1), arrays.get(name));
            }
        }
        Map<String, Weights> weights = new HashMap<>();
        byComponent.forEach((component, handles) -> weights.put(component, new Weights(arrays.source(), handles)));
        return weights;
    }

    /** Writes the folder into a checkpoint. */
    static void write(Path checkpoint, Progress progress, Map<String, ArraySource> arrays) throws IOException {
        Path folder = Files.createDirectories(checkpoint.resolve(FOLDER));
        writeArrays(folder.resolve(ARRAYS), DType.F32, arrays);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("updates", progress.updates());
        json.put("optimizer_updates", progress.optimizerUpdates());
        json.put("seconds", progress.seconds());
        ObjectNode settings = json.putObject("settings");
        new TreeMap<>(progress.settings()).forEach(settings::put);
        JsonObject.write(folder.resolve(NUMBERS), json);
    }

    /** Writes arrays one at a time, so that only one is in memory. */
    static void writeArrays(Path file, DType dtype, Map<String, ArraySource> arrays) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        arrays.forEach((name, source) -> writer.floats(name, dtype, source.shape(), new OneAtATime(source)));
        writer.write(file);
    }

    /** Keeps the values of an array between the first and the last piece of it. */
    private static final class OneAtATime implements SafetensorsWriter.FloatSource {
        private final ArraySource source;
        private float[] values = {};

        OneAtATime(ArraySource source) {
            this.source = source;
        }

        @Override
        public void read(long from, float[] target, int count) throws IOException {
            if (from == 0) {
                values = source.values();
            }
            System.arraycopy(values, (int) from, target, 0, count);
            if (from + count == values.length) {
                values = new float[0];
            }
        }
    }
}
