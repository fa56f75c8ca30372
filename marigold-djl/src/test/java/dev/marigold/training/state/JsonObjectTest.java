package dev.marigold.training.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonObjectTest {
    @TempDir
    Path folder;

    @Test
    void theInfinitiesThatPythonWritesArePassedOn() throws IOException {
        Path file = folder.resolve("scheduler_config.json");
        Files.writeString(file, "{\"lambda_min_clipped\": -Infinity}");

        ObjectNode read = JsonObject.read(file);
        JsonObject.write(file, Map.of("lambda_min_clipped", Double.NEGATIVE_INFINITY));

        assertThat(read.get("lambda_min_clipped").isNumber()).isTrue();
        assertThat(JsonObject.read(file)).isEqualTo(read);
        assertThat(file).content().contains("\"lambda_min_clipped\" : -Infinity");
    }
}
