package dev.marigold.internal.source.hub;

import dev.marigold.error.DownloadException;
import dev.marigold.internal.source.FetchProgress;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Fetches one file into its blob. What arrives goes to {@code <hash>.incomplete}, which later attempts and later processes continue;
 * it becomes the blob when size and hash are right. The hash in its name stands in for {@code If-Range}: the offset is always into the
 * same contents. Confined to one thread, which holds the lock of the repository.
 */
final class BlobDownload {
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int BUFFER = 1 << 16;

    private final HubApi api;
    private final String commit;
    private final HubFile file;
    private final FetchProgress progress;
    private final Cancellation cancellation;
    private final BlobDigest digest;
    private long received;
    private boolean continued;

    BlobDownload(HubApi api, String commit, HubFile file, FetchProgress progress, Cancellation cancellation) {
        this.api = api;
        this.commit = commit;
        this.file = file;
        this.progress = progress;
        this.cancellation = cancellation;
        this.digest = new BlobDigest(file);
    }

    /**
     * Fetches what is missing.
     *
     * @throws DownloadException if size or hash are wrong; what had arrived is deleted
     * @throws IOException if the file cannot be written, or the server cannot be reached
     */
    void to(Path blob, Path incomplete, Retries retries) throws IOException {
        Files.createDirectories(blob.getParent());
        try {
            retries.run(() -> attempt(incomplete), () -> received);
        } catch (Mismatch e) {
            Files.deleteIfExists(incomplete);
            if (!continued) {
                throw e.asDownloadException();
            }
            // What was continued may have been damaged long ago: once more, from the start.
            startAfresh(incomplete, retries);
        }
        Files.move(incomplete, blob, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startAfresh(Path incomplete, Retries retries) throws IOException {
        try {
            restart();
            retries.run(() -> attempt(incomplete), () -> received);
        } catch (Mismatch e) {
            Files.deleteIfExists(incomplete);
            throw e.asDownloadException();
        }
    }

    private Path attempt(Path incomplete) throws IOException {
        restart();
        try (FileChannel out = FileChannel.open(incomplete, OPTIONS)) {
            readBack(out);
            if (received < file.size()) {
                receive(out);
            }
            out.force(false);
            // Another program may have added to it: what was hashed is what arrived here.
            requireSize(out.size());
        }
        String hash = digest.value();
        if (!hash.equals(file.etag())) {
            throw new Mismatch(
                    "%s must have the %s %s, got %s".formatted(file.path(), digest.algorithm(), file.etag(), hash));
        }
        return incomplete;
    }

    private void restart() {
        progress.add(file.path(), -received);
        received = 0;
        digest.reset();
    }

    private void readBack(FileChannel out) throws IOException {
        if (out.size() > file.size()) {
            out.truncate(0);
        }
        long present = out.size();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (received < present && out.read(buffer) >= 0) {
            cancellation.throwIfCancelled();
            count(buffer.flip());
            buffer.clear();
        }
        continued |= received > 0;
    }

    private void receive(FileChannel out) throws IOException {
        try (HubResponse response = api.open(commit, file.path(), received)) {
            if (received > 0) {
                requireContinuation(out, response);
            }
            requireSize(received + response.length().orElse(file.size() - received));
            for (ByteBuffer part = response.body().next();
                    part.hasRemaining();
                    part = response.body().next()) {
                requireSize(Math.max(file.size(), received + part.remaining()));
                write(out, part);
            }
            if (received < file.size()) {
                throw new TransientFailure("Cannot read %s: it ended after %d of %d bytes"
                        .formatted(HubTransport.plain(response.uri()), received, file.size()));
            }
        }
    }

    private void requireContinuation(FileChannel out, HubResponse response) throws IOException {
        String expected = "bytes %d-%d/%d".formatted(received, file.size() - 1, file.size());
        if (response.status() == 200) {
            restart();
            out.truncate(0);
        } else if (!response.header("Content-Range").equals(expected)) {
            throw new Mismatch("%s must continue with '%s', got '%s'"
                    .formatted(file.path(), expected, response.header("Content-Range")));
        }
    }

    private void requireSize(long size) throws Mismatch {
        if (size != file.size()) {
            throw new Mismatch("%s must have %d bytes, got %d".formatted(file.path(), file.size(), size));
        }
    }

    private void write(FileChannel out, ByteBuffer part) throws IOException {
        ByteBuffer copy = part.duplicate();
        while (copy.hasRemaining()) {
            out.write(copy);
        }
        count(part);
    }

    private void count(ByteBuffer bytes) {
        int length = bytes.remaining();
        digest.update(bytes);
        received += length;
        progress.add(file.path(), length);
    }

    /** What arrived is not what the hub announced. */
    private static final class Mismatch extends IOException {
        private static final long serialVersionUID = 1L;

        private final String mismatch;

        Mismatch(String mismatch) {
            super(mismatch);
            this.mismatch = mismatch;
        }

        DownloadException asDownloadException() {
            return new DownloadException(mismatch, this);
        }
    }
}
