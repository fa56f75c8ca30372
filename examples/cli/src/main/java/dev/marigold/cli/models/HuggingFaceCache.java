package dev.marigold.cli.models;

import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the cache of Hugging Face repositories on this machine, which the library fills and Python shares; never uses the network.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">The layout</a>
 */
final class HuggingFaceCache {
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)(?:@([A-Za-z0-9_./+-]+))?");

    private final Path root;

    HuggingFaceCache(Path root) {
        this.root = root;
    }

    /** Returns the cache that the environment names. */
    static HuggingFaceCache of(Map<String, String> environment) {
        for (String variable : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
            String cache = environment.getOrDefault(variable, "");
            if (!cache.isBlank()) {
                return new HuggingFaceCache(path(cache));
            }
        }
        String home = environment.getOrDefault("HF_HOME", "");
        if (!home.isBlank()) {
            return new HuggingFaceCache(path(home).resolve("hub"));
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path parent = path(caches.isBlank() ? "~/.cache" : caches);
        return new HuggingFaceCache(parent.resolve("huggingface").resolve("hub"));
    }

    Path root() {
        return root;
    }

    /**
     * Returns the directory of what was fetched of a repository, which may be a part only; empty if nothing was.
     *
     * @param reference owner/name[@revision]
     * @throws UsageException if the reference is not of that form
     */
    Optional<Path> snapshot(String reference) throws IOException {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches() || reference.contains("..")) {
            throw new UsageException("hf: must be followed by owner/name[@revision], got '" + reference + "'");
        }
        Path repository = root.resolve("models--" + parts.group(1) + "--" + parts.group(2));
        String revision = parts.group(3) == null ? "main" : parts.group(3);
        Path pointer = repository.resolve("refs").resolve(revision);
        String commit = Files.isRegularFile(pointer) ? Files.readString(pointer).strip() : revision;
        return Optional.of(repository.resolve("snapshots").resolve(commit)).filter(Files::isDirectory);
    }

    private static Path path(String text) {
        return text.startsWith("~/") ? Path.of(System.getProperty("user.home") + text.substring(1)) : Path.of(text);
    }
}
