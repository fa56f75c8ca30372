package dev.marigold.testing;

import dev.marigold.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoints under {@code src/test/conformance}. */
public final class Checkpoints {
    private Checkpoints() {}

    /** Returns the directory of a checkpoint. */
    public static Path directory(String name) {
        return Path.of("src", "test", "conformance", name);
    }

    /** Returns a small depth checkpoint: DDIM trailing, 4 steps, resolution 64, blocks of 8x8 pixels. */
    public static Checkpoint depth() {
        return open(directory("depth-v1-1"));
    }

    /** Returns a checkpoint. */
    public static Checkpoint open(Path directory) {
        try {
            return Checkpoint.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a checkpoint into an empty directory, with one text replaced in one of its files, and returns the directory. */
    public static Path copyOf(String name, Path target, String file, List<String> replacement) {
        Path source = directory(name);
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
            String text = Files.readString(target.resolve(file), StandardCharsets.UTF_8);
            if (!text.contains(replacement.get(0))) {
                throw new IllegalArgumentException(file + " has no text " + replacement.get(0));
            }
            Files.writeString(target.resolve(file), text.replace(replacement.get(0), replacement.get(1)));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
