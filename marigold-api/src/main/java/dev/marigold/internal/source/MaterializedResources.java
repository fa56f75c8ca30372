package dev.marigold.internal.source;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.internal.file.WholeFolder;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies resources to a directory named after what is in them. A copy is written beside its place and renamed, so other processes see
 * all of it or nothing, and the first of several wins. A copy whose files have other sizes is replaced.
 */
final class MaterializedResources {
    private static final int BUFFER = 1 << 16;

    private final ResourceFolder resources;
    private final CheckpointRequest request;
    private final Map<String, Long> sizes = new TreeMap<>();

    MaterializedResources(ResourceFolder resources, CheckpointRequest request) {
        this.resources = resources;
        this.request = request;
    }

    Path in(Path cache, List<String> files) throws IOException {
        Path place = cache.resolve(fingerprint(files));
        if (isComplete(place)) {
            return place;
        }
        Files.createDirectories(cache);
        Path copy = Files.createTempDirectory(cache, "incomplete-");
        try {
            copyTo(copy);
            publish(copy, place);
        } finally {
            WholeFolder.delete(copy);
        }
        return place;
    }

    private String fingerprint(List<String> files) throws IOException {
        Hasher all = Hashing.sha256().newHasher();
        for (String file : files.stream().sorted().toList()) {
            all.putString(file + '\0', StandardCharsets.UTF_8);
            all.putBytes(digest(file));
        }
        return all.hash().toString();
    }

    private byte[] digest(String file) throws IOException {
        Hasher digest = Hashing.sha256().newHasher();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = resources.open(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                request.cancellation().throwIfCancelled();
                digest.putBytes(buffer, 0, read);
                size += read;
            }
        }
        sizes.put(file, size);
        return digest.hash().asBytes();
    }

    private boolean isComplete(Path place) throws IOException {
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            Path path = place.resolve(file.getKey());
            if (!Files.isRegularFile(path) || Files.size(path) != file.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void copyTo(Path directory) throws IOException {
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        FetchProgress progress = new FetchProgress(request.listener(), total);
        for (String file : sizes.keySet()) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            copy(file, target, progress);
            progress.finished(file);
        }
    }

    private void copy(String file, Path target, FetchProgress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = resources.open(file);
                OutputStream out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                request.cancellation().throwIfCancelled();
                out.write(buffer, 0, read);
                progress.add(file, read);
            }
        }
    }

    private void publish(Path copy, Path place) throws IOException {
        try {
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (isComplete(place)) {
                return;
            }
            Path damaged = copy.resolveSibling(copy.getFileName() + "-damaged");
            Files.move(place, damaged, StandardCopyOption.ATOMIC_MOVE);
            WholeFolder.delete(damaged);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
