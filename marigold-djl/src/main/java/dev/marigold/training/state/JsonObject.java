package dev.marigold.training.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** JSON objects in files that may be changed. */
final class JsonObject {
    private JsonObject() {}

    /**
     * Returns the object in a file.
     *
     * @throws dev.marigold.error.ModelLoadException if it is something else
     */
    static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) Json.read(file);
    }

    /** Writes a file that is on the disk when this returns. */
    static void write(Path file, Object object) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(Json.writeIndented(object));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
