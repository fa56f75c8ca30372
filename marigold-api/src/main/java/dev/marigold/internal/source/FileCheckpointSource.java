package dev.marigold.internal.source;

import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Serves {@code file:DIRECTORY}: a path, or a {@code file} URL as {@link java.io.File#toURI()} and {@link Path#toUri()} write it. The
 * directory is used in place.
 */
public final class FileCheckpointSource implements CheckpointSourceProvider {
    /** Creates the source. */
    public FileCheckpointSource() {}

    @Override
    public String id() {
        return "file";
    }

    @Override
    public Path resolve(String reference, CheckpointRequest request) {
        // A directory whose name has a percent sign is more likely meant literally than as an escape.
        return literal(reference)
                .filter(Files::isDirectory)
                .or(() -> url(reference).filter(Files::isDirectory))
                .orElseThrow(() -> new ModelLoadException(
                        "file:%s must name an existing directory; %s is none".formatted(reference, shown(reference))));
    }

    private static String shown(String reference) {
        return url(reference)
                .or(() -> literal(reference))
                .map(path -> path.toAbsolutePath().toString())
                .orElse("'" + reference + "'");
    }

    private static Optional<Path> literal(String reference) {
        try {
            return reference.isEmpty() || reference.startsWith("//")
                    ? Optional.empty()
                    : Optional.of(Path.of(reference));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> url(String reference) {
        try {
            return reference.startsWith("/") ? Optional.of(Path.of(URI.create("file:" + reference))) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
