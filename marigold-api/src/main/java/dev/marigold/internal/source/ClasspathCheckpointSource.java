package dev.marigold.internal.source;

import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves {@code classpath:FOLDER}: a checkpoint among the resources of the request's class loader. Plain files are used in place;
 * files in a jar are copied once to a cache directory, because engines map them into memory.
 */
public final class ClasspathCheckpointSource implements CheckpointSourceProvider {
    private final Supplier<Path> cache;

    /** Creates the source with the cache directory that the environment names. */
    public ClasspathCheckpointSource() {
        this(() -> cache(System.getenv(), System.getProperty("user.home", "")));
    }

    ClasspathCheckpointSource(Supplier<Path> cache) {
        this.cache = cache;
    }

    @Override
    public String id() {
        return "classpath";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the reference is not the name of a resource folder
     * @throws dev.marigold.error.ModelLoadException if there is no directory to copy it to
     */
    @Override
    public Path resolve(String reference, CheckpointRequest request) throws IOException {
        ResourceFolder resources = new ResourceFolder(request.classLoader(), folder(reference));
        List<String> files = resources.files(request.variant());
        Optional<Path> directory = resources.directory(files);
        if (directory.isPresent()) {
            return directory.get();
        }
        try {
            return new MaterializedResources(resources, request).in(cache.get(), files);
        } catch (FileSystemException e) {
            throw explained(e, reference);
        }
    }

    private FileSystemException explained(FileSystemException failure, String reference) {
        String reason = failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        FileSystemException explained = new FileSystemException(
                failure.getFile(),
                failure.getOtherFile(),
                reason + "; " + reference + " is copied to " + cache.get()
                        + ", set the environment variable MARIGOLD_CACHE to have it elsewhere");
        explained.initCause(failure);
        return explained;
    }

    /** Returns where copies of resources are kept: below {@code MARIGOLD_CACHE}, or the user's cache directory. */
    static Path cache(Map<String, String> environment, String userHome) {
        String own = environment.getOrDefault("MARIGOLD_CACHE", "");
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root;
        if (!own.isEmpty()) {
            root = Path.of(own);
        } else if (!caches.isEmpty()) {
            root = Path.of(caches, "marigold");
        } else {
            root = UserHome.find(environment, userHome)
                    .orElseThrow(() -> UserHome.missing("MARIGOLD_CACHE"))
                    .resolve(".cache/marigold");
        }
        return root.resolve("classpath").toAbsolutePath();
    }

    private static String folder(String reference) {
        String folder = reference.replaceAll("^/+|/+$", "");
        List<String> segments = List.of(folder.split("/", -1));
        if (folder.contains("\\") || segments.contains("") || segments.contains("..") || segments.contains(".")) {
            throw new IllegalArgumentException(
                    "A classpath checkpoint must be named by a folder such as META-INF/marigold/mini, got '%s'"
                            .formatted(reference));
        }
        return folder;
    }
}
