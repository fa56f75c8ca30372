package dev.marigold.schedulers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One scheduler run of the conformance data: how diffusers was configured, what it was fed, and what it returned. */
record GoldenRun(String key, SchedulerConfig config, int steps, Weights arrays) {
    private static final Path FOLDER = Path.of("..", "marigold-api", "src", "test", "conformance", "numerics");

    static Stream<GoldenRun> all() throws IOException {
        Weights arrays =
                SafetensorsFile.open(FOLDER.resolve("golden.safetensors")).weights();
        JsonNode cases =
                new ObjectMapper().readTree(FOLDER.resolve("cases.json").toFile());
        return StreamSupport.stream(cases.spliterator(), false)
                .map(run -> new GoldenRun(
                        run.get("key").asText(), config(run), run.get("steps").asInt(), arrays));
    }

    private static SchedulerConfig config(JsonNode run) {
        Map<String, Object> values = new LinkedHashMap<>();
        run.get("config").properties().forEach(entry -> put(values, entry.getKey(), entry.getValue()));
        put(values, "eta", run.get("eta"));
        return SchedulerConfig.of(run.get("scheduler").asText(), values);
    }

    private static void put(Map<String, Object> values, String key, JsonNode value) {
        if (value.isNumber()) {
            values.put(key, value.numberValue());
        } else if (!value.isNull()) {
            values.put(key, value.isBoolean() ? (Object) value.booleanValue() : value.textValue());
        }
    }

    /** Returns whether the run recorded an array. */
    boolean has(String name) {
        return arrays.find(key + "." + name).isPresent();
    }

    FloatTensor tensor(String name) throws IOException {
        Weight weight = arrays.get(key + "." + name);
        return FloatTensor.wrap(weight.shape(), weight.readFloats());
    }

    int[] timesteps(String name) throws IOException {
        return Arrays.stream(arrays.get(key + "." + name).readLongs())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Override
    public String toString() {
        return key + " " + config;
    }
}
