package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;

/** A conformance checkpoint and what diffusers computes with it. */
public record Conformance(Path directory) {
    /** What the engine promises end to end: room for another order of the same sums. */
    public static final double PREDICTION_TOLERANCE = 1e-3;

    /** What the engine promises at every stage, relative to the largest value. */
    public static final double STAGE_TOLERANCE = 1e-4;

    public static Conformance named(String name) {
        return new Conformance(Path.of("..", "..", "marigold-api", "src", "test", "conformance", name));
    }

    public Path picture() {
        return directory.resolve("input.png");
    }

    public FloatTensor golden(String name) throws IOException {
        return read(directory.resolve("golden.safetensors"), name);
    }

    /** Writes the start of the first members to a file for {@code --latents}. */
    public Path latents(int members, Path folder) throws IOException {
        Path file = folder.resolve("latents.safetensors");
        new SafetensorsWriter()
                .floats("latents", golden("init_latents").slice(0, members))
                .write(file);
        return file;
    }

    public static FloatTensor read(Path file, String name) throws IOException {
        Weight weight = SafetensorsFile.open(file).weights().get(name);
        return FloatTensor.wrap(weight.shape(), weight.readFloats());
    }

    public static void assertClose(FloatTensor actual, FloatTensor expected, double tolerance) {
        assertThat(actual.shape().elementCount()).isEqualTo(expected.shape().elementCount());
        assertThat(actual.isFinite()).isTrue();
        double largest = 0;
        for (int i = 0; i < expected.shape().elementCount(); i++) {
            largest = Math.max(largest, Math.abs((double) actual.get(i) - expected.get(i)));
        }
        assertThat(largest).isLessThanOrEqualTo(tolerance);
    }

    public static double magnitude(FloatTensor tensor) {
        double largest = 1;
        for (int i = 0; i < tensor.shape().elementCount(); i++) {
            largest = Math.max(largest, Math.abs(tensor.get(i)));
        }
        return largest;
    }
}
