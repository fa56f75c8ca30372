package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A checkpoint of the conformance data whose files a test changes. */
final class CheckpointCopy {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path directory;

    CheckpointCopy(String name, Path directory) throws IOException {
        this.directory = directory;
        Path source = Goldens.path(name);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("golden.safetensors"))
                    .toList();
        }
        for (Path file : files) {
            Path target = directory.resolve(source.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    CheckpointCopy set(String file, String key, String json) throws IOException {
        ObjectNode root = read(file);
        root.set(key, MAPPER.readTree(json));
        MAPPER.writeValue(file(file).toFile(), root);
        return this;
    }

    CheckpointCopy remove(String file, String... keys) throws IOException {
        ObjectNode root = read(file);
        root.remove(List.of(keys));
        MAPPER.writeValue(file(file).toFile(), root);
        return this;
    }

    CheckpointCopy delete(String file) throws IOException {
        Files.delete(file(file));
        return this;
    }

    Checkpoint open() throws IOException {
        return Checkpoint.open(directory);
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) MAPPER.readTree(file(file).toFile());
    }
}
