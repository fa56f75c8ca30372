package dev.marigold.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of a run, beside its table. */
final class SettingsFile {
    static final String NAME = "evaluation.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private SettingsFile() {}

    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    static void write(Path folder, Map<String, String> settings) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", 1);
        root.put("fingerprint", Fingerprint.ofSettings(settings));
        ObjectNode values = root.putObject("settings");
        new TreeMap<>(settings).forEach(values::put);
        byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        WholeFile.write(folder.resolve(NAME), out -> out.write(json));
    }

    static Map<String, String> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " must be JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.path("settings").isObject()) {
            throw new IOException(file + " must have an object 'settings'");
        }
        Map<String, String> settings = new TreeMap<>();
        root.get("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        if (!root.path("fingerprint").asText().equals(Fingerprint.ofSettings(settings))) {
            throw new IOException(file + " must have the fingerprint of its settings; it was changed by hand");
        }
        return settings;
    }

    /** Refuses a folder whose run had other settings; says which. */
    static void requireSame(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> before = read(folder);
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(settings.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String old = before.getOrDefault(key, "absent");
            String now = settings.getOrDefault(key, "absent");
            if (!old.equals(now)) {
                differences.add(key + " was " + old + " and is " + now);
            }
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " holds an evaluation with other settings, choose another folder or" + " delete it: "
                            + String.join("; ", differences));
        }
    }
}
