package dev.marigold.engine;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Copies of the conformance checkpoint {@code depth-v1-1} that differ in how their files lie on disk. */
public record RewrittenCheckpoint(Path directory) {
    public static final Path ORIGINAL = Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1");

    public static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    /** Copies all files, then rewrites those of weights. */
    public static RewrittenCheckpoint copy(Path target, Rewriting weights) throws IOException {
        for (Path file : files(ORIGINAL)) {
            Path copy = target.resolve(ORIGINAL.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            if (file.toString().endsWith(".safetensors") && !file.endsWith("golden.safetensors")) {
                weights.write(SafetensorsFile.open(file).weights(), copy);
            } else {
                Files.copy(file, copy);
            }
        }
        return new RewrittenCheckpoint(target);
    }

    /** Puts weights into another file or several. */
    @FunctionalInterface
    public interface Rewriting {
        void write(Weights weights, Path file) throws IOException;
    }

    /** Stores weights in a type. */
    public static Rewriting stored(DType dtype) {
        return (weights, file) -> writer(weights, dtype).write(file);
    }

    /** Stores weights in single precision, rounded to what a type holds. */
    public static Rewriting rounded(DType dtype) {
        return (weights, file) -> {
            Path narrow = file.resolveSibling("narrow.safetensors");
            writer(weights, dtype).write(narrow);
            writer(SafetensorsFile.open(narrow).weights(), DType.F32).write(file);
            Files.delete(narrow);
        };
    }

    private static SafetensorsWriter writer(Weights weights, DType dtype) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            Weight weight = weights.get(name);
            if (weight.dtype().isFloatingPoint()) {
                FloatTensor values = FloatTensor.wrap(weight.shape(), weight.readFloats());
                writer.floats(
                        name, dtype, weight.shape(), (from, to, count) -> values.copyTo((int) from, to, 0, count));
            } else {
                writer.copy(name, weight);
            }
        }
        return writer;
    }

    /** Writes the tensors of certain names. */
    public static void extract(Weights weights, Predicate<String> names, Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        weights.names().stream().filter(names).forEach(name -> writer.copy(name, weights.get(name)));
        Files.createDirectories(file.getParent());
        writer.write(file);
    }
}
