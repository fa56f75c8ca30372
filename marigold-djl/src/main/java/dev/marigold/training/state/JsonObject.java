package dev.marigold.training.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** JSON objects in files. */
final class JsonObject {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonObject() {}

    static ObjectNode read(Path file) throws IOException {
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new ModelLoadException(file + " must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(file + " must be JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a file that is on the disk when this returns. */
    static void write(Path file, Object object) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer bytes =
                ByteBuffer.wrap(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(object));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
