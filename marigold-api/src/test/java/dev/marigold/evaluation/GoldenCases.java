package dev.marigold.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recorded cases of the published evaluation code. */
final class GoldenCases {
    static final DepthRange RANGE = new DepthRange(1e-3f, 10);
    private static final Goldens ARRAYS = Goldens.open("metrics/golden.safetensors");

    private GoldenCases() {}

    /** Returns what was computed for a case, an index or {@code normals}. */
    static JsonNode expected(String name) {
        try {
            for (JsonNode node : new JsonMapper().readTree(Files.readAllBytes(Goldens.path("metrics/cases.json")))) {
                if (node.get("case").asText().equals(name)) {
                    return node;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("no case " + name);
    }

    static FloatTensor tensor(String name) {
        return ARRAYS.tensor(name);
    }

    static GroundTruth truth(int index) {
        FloatTensor depth = tensor("case" + index + ".gt");
        return new GroundTruth(depth, mask("case" + index + ".mask", depth.shape()));
    }

    // The reader of checkpoints knows no bytes, and masks are not checkpoints.
    private static PixelMask mask(String name, Shape shape) {
        try {
            byte[] file = Files.readAllBytes(
                    Path.of(Goldens.path("metrics/golden.safetensors").toString()));
            ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            int header = (int) buffer.getLong();
            JsonNode entry = new JsonMapper().readTree(file, Long.BYTES, header).get(name);
            int from = Long.BYTES + header + entry.get("data_offsets").get(0).asInt();
            boolean[] pixels = new boolean[(int) shape.elementCount()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = file[from + i] != 0;
            }
            return PixelMask.wrap(shape.extent(0), shape.extent(1), pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
