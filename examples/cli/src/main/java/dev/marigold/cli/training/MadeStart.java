package dev.marigold.cli.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.file.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A checkpoint that a run makes for itself, once. The settings that it was made from are kept beside its files, so that one that others ask
 * for is not taken for it.
 *
 * @param directory in the run
 * @param autoencoder configuration of its autoencoder
 * @param scheduler configuration of its scheduler
 * @param settings what it is made from, by key
 * @param maker writes it
 */
record MadeStart(
        Path directory,
        AutoencoderConfig autoencoder,
        SchedulerConfig scheduler,
        SortedMap<String, String> settings,
        OutputFile.Maker maker)
        implements Start {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "made-from.json";
    private static final String NOTHING = "nothing";

    /** Copies the settings. */
    MadeStart {
        settings = new TreeMap<>(settings);
    }

    @Override
    public void make() throws IOException {
        OutputFolder.deleteLeftovers(directory);
        if (Files.isDirectory(directory)) {
            requireSame();
            return;
        }
        OutputFolder.create(directory, folder -> {
            maker.make(folder);
            Files.writeString(
                    folder.resolve(SETTINGS),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n");
        });
    }

    private void requireSame() throws IOException {
        Path file = directory.resolve(SETTINGS);
        if (!Files.exists(file)) {
            throw refused("its " + SETTINGS + " is missing");
        }
        JsonNode before = read(file);
        Set<String> keys = new TreeSet<>();
        keys.addAll(settings.keySet());
        before.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            String was = before.path(key).asText(NOTHING);
            String is = settings.getOrDefault(key, NOTHING);
            if (!was.equals(is)) {
                throw refused(key + " was " + was + " and is " + is);
            }
        }
    }

    private JsonNode read(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw refused("its " + SETTINGS + " is damaged");
        }
    }

    private IllegalArgumentException refused(String difference) {
        return new IllegalArgumentException(
                directory + " was made from other settings (" + difference + "); delete it or use another --output");
    }
}
