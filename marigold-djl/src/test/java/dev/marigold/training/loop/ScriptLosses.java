package dev.marigold.training.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.batch.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/** Samples and what the functions of examples/marigold-mini/train.py compute with them; written by generate_script_losses.py. */
record ScriptLosses(JsonNode root) {
    static ScriptLosses read() throws IOException {
        try (InputStream in = ScriptLosses.class.getResourceAsStream("script-losses-torch2.13.json")) {
            return new ScriptLosses(new JsonMapper().readTree(in));
        }
    }

    /** Returns the digest of a script, or of the part that computed the losses. */
    String digest(String script) {
        return root.get("digests").get(script).asText();
    }

    double relativeWeight() {
        return root.get("relative_weight").asDouble();
    }

    double beyondWeight() {
        return root.get("beyond_weight").asDouble();
    }

    double gradientWeight() {
        return root.get("gradient_weight").asDouble();
    }

    /** Returns the cases of what is said about decoded depths. */
    List<Case> terms() {
        return StreamSupport.stream(root.get("terms").spliterator(), false)
                .map(Case::new)
                .toList();
    }

    /** Returns the batch that whole objectives are computed on. */
    Case objectives() {
        return new Case(root.get("objectives"));
    }

    /** A batch and its losses. */
    record Case(JsonNode values) {
        double number(String key) {
            return values.get(key).asDouble();
        }

        /** Returns losses of one objective. */
        Case of(String objective) {
            return new Case(values.get(objective));
        }

        int[] integers(String key) {
            return StreamSupport.stream(values.get(key).spliterator(), false)
                    .mapToInt(JsonNode::asInt)
                    .toArray();
        }

        float[] floats(String key) {
            float[] floats = new float[values.get(key).size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values.get(key).get(i).asDouble();
            }
            return floats;
        }

        /** Returns maps {@code [B, 1, H, W]}. */
        FloatTensor maps(String key) {
            return FloatTensor.wrap(Shape.of(integers("shape")), floats(key));
        }

        Batch batch() {
            FloatTensor masks = maps("mask");
            return new Batch(
                    FloatTensor.wrap(masks.shape().with(1, 3), floats("picture")),
                    maps("depth"),
                    masks,
                    maps("per_depth"));
        }

        @Override
        public String toString() {
            return values.path("name").asText();
        }
    }
}
