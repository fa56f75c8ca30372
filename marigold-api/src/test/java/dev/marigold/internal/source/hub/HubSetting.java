package dev.marigold.internal.source.hub;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.Progress;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of the fake hub whose waits are recorded and not waited for. */
final class HubSetting {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final Path cache;
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final List<Progress> reports = new CopyOnWriteArrayList<>();
    final Cancellation cancellation = new Cancellation();
    URI endpoint;
    String token = "";
    boolean offline;
    boolean localOnly;

    @Nullable
    Modality modality;

    WeightVariant variant = WeightVariant.ANY;
    Duration silence = Duration.ofSeconds(20);

    HubSetting(Path cache, URI endpoint) {
        this.cache = cache;
        this.endpoint = endpoint;
    }

    Path resolve(String reference) throws IOException {
        return source().resolve(reference, request());
    }

    HubCheckpointSource source() {
        HubTiming timing = new HubTiming(
                Duration.ofSeconds(10), silence, 3, (wait, c) -> waits.add(wait), Clock.fixed(NOW, ZoneOffset.UTC));
        return new HubCheckpointSource(
                () -> new HubEnvironment(endpoint, cache, token, offline, ProxySelector.of(null)), timing);
    }

    CheckpointRequest request() {
        CheckpointRequest.Builder request = CheckpointRequest.builder(getClass().getClassLoader())
                .variant(variant)
                .listener(reports::add)
                .cancellation(cancellation);
        if (localOnly) {
            request.localOnly();
        }
        return (modality == null ? request : request.modality(modality)).build();
    }

    Path repository() {
        return cache.resolve("models--prs--mini");
    }

    Path snapshot() {
        return repository().resolve("snapshots").resolve(FakeHub.COMMIT);
    }

    Path incomplete(String etag) {
        return repository().resolve("blobs").resolve(etag + ".incomplete");
    }

    Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** Returns the files below a directory, relative to it, in order. */
    static List<String> tree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
