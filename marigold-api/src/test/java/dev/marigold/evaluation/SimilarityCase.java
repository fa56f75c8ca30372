package dev.marigold.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/** Pictures made of sines, as generate_similarity.py makes them, and what PyTorch computed with them. */
record SimilarityCase(JsonNode expected) {
    static List<SimilarityCase> all() throws IOException {
        try (InputStream in = SimilarityCase.class.getResourceAsStream("similarity-torch2.13.json")) {
            return StreamSupport.stream(new JsonMapper().readTree(in).spliterator(), false)
                    .map(SimilarityCase::new)
                    .toList();
        }
    }

    double get(String name) {
        return expected.get(name).asDouble();
    }

    FloatTensor truth() {
        float[] values = new float[3 * height() * width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.5 * Math.sin(0.37 * i + 0.01 * Math.sqrt(i)));
        }
        return FloatTensor.wrap(Shape.of(3, height(), width()), values);
    }

    FloatTensor prediction() {
        float[] values = truth().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((values[i] * 0.8f + 0.1f) + 0.1 * Math.cos(1.7 * i));
        }
        return FloatTensor.wrap(Shape.of(3, height(), width()), values);
    }

    PixelMask mask() {
        boolean[] valid = new boolean[height() * width()];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = i % 7 != 3;
        }
        return PixelMask.wrap(height(), width(), valid);
    }

    PixelMask everything() {
        return PixelMask.all(height(), width());
    }

    private int height() {
        return expected.get("height").asInt();
    }

    private int width() {
        return expected.get("width").asInt();
    }

    @Override
    public String toString() {
        return width() + "x" + height();
    }
}
