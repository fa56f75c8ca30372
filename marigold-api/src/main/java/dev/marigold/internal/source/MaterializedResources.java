package dev.marigold.internal.source;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.internal.file.WholeFolder;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies resources to a directory named after what is in them. Other processes see all of a copy or nothing, and the first of several
 * wins. A copy whose files have other sizes is replaced.
 */
final class MaterializedResources {
    private static final int BUFFER = 1 << 16;
    /** No copy takes as long. */
    private static final Duration LEFTOVER = Duration.ofDays(1);

    private final ResourceFolder resources;
    private final CheckpointRequest request;
    private final Map<String, Long> sizes = new TreeMap<>();

    MaterializedResources(ResourceFolder resources, CheckpointRequest request) {
        this.resources = resources;
        this.request = request;
    }

    Path in(Path cache, List<String> files) throws IOException {
        Path place = cache.resolve(fingerprint(files));
        // Asked first, so that a copy which appears from now on is not taken for a damaged one.
        boolean present = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (isComplete(place)) {
            return place;
        }
        if (present) {
            WholeFolder.discard(place);
        }
        Files.createDirectories(cache);
        WholeFolder.deleteLeftovers(cache, LEFTOVER);
        make(place);
        return place;
    }

    private void make(Path place) throws IOException {
        try {
            WholeFolder.create(place, this::copyTo);
        } catch (FileSystemException e) {
            // Somebody else may have been first.
            if (!isComplete(place)) {
                throw e;
            }
        }
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

    /** Tells whether all files are there; a place that cannot be read is an error, since its files may be in use by others. */
    private boolean isComplete(Path place) throws IOException {
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            if (!hasSize(place.resolve(file.getKey()), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSize(Path file, long size) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!Files.isReadable(file)) {
                throw new AccessDeniedException(file.toString());
            }
            return attributes.isRegularFile() && attributes.size() == size;
        } catch (NoSuchFileException e) {
            return false;
        }
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
}
