package dev.marigold.internal.source;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.MarigoldException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the references by which users name checkpoints: the path of a directory, or {@code scheme:rest} for the source of that id. An
 * existing directory wins over a scheme, and a single letter before a colon is a drive. Immutable and thread-safe.
 */
public final class CheckpointReferences {
    // Two letters at least, so that C:\models stays a path.
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9-]+):(.*)", Pattern.DOTALL);

    private final SortedMap<String, CheckpointSourceProvider> sources;

    /**
     * Creates the reader of references.
     *
     * @param sources by their ids; copied
     */
    public CheckpointReferences(Map<String, CheckpointSourceProvider> sources) {
        this.sources = new TreeMap<>(sources);
    }

    /**
     * Makes the checkpoint that a reference names available on the local disk.
     *
     * @return an existing directory
     * @throws IOException if a file cannot be read or written
     * @throws ModelLoadException if the reference names nothing or nothing that a remote host shows, or its source does not return a directory
     * @throws ProviderUnavailableException if no source serves the scheme
     * @throws dev.marigold.error.DownloadException if a remote host does not deliver, refuses, or must not be asked
     */
    public Path resolve(String reference, CheckpointRequest request) throws IOException {
        requireNonNull(reference, "reference");
        requireNonNull(request, "request");
        Optional<Path> path = path(reference);
        if (path.filter(Files::isDirectory).isPresent()) {
            return path.get();
        }
        Matcher scheme = SCHEME.matcher(reference);
        if (!scheme.matches()) {
            throw noDirectory(reference, path);
        }
        return fetch(scheme.group(1), scheme.group(2), request);
    }

    private Path fetch(String scheme, String rest, CheckpointRequest request) throws IOException {
        CheckpointSourceProvider source = sources.get(scheme);
        if (source == null) {
            throw new ProviderUnavailableException(
                    "No CheckpointSourceProvider with id '%s'; found %s".formatted(scheme, sources.keySet()));
        }
        Path directory = resolve(source, scheme, rest, request);
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ModelLoadException("CheckpointSourceProvider '%s' must return an existing directory, got %s"
                    .formatted(scheme, directory));
        }
        return directory;
    }

    private static @Nullable Path resolve(
            CheckpointSourceProvider source, String scheme, String rest, CheckpointRequest request) throws IOException {
        try {
            return source.resolve(rest, request);
        } catch (MarigoldException | IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelLoadException("CheckpointSourceProvider '" + scheme + "' failed: " + e, e);
        }
    }

    private static ModelLoadException noDirectory(String reference, Optional<Path> path) {
        String shown = path.map(p -> p.toAbsolutePath().toString()).orElse("'" + reference + "'");
        return new ModelLoadException(
                "A checkpoint must be an existing directory, file:DIRECTORY, classpath:FOLDER or hf:OWNER/NAME[@REVISION], or"
                        + " be left out for the bundled one, classpath:META-INF/marigold/mini; no directory at "
                        + shown);
    }

    private static Optional<Path> path(String reference) {
        try {
            return reference.isEmpty() ? Optional.empty() : Optional.of(Path.of(reference));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
