package dev.marigold.internal.source.hub;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.internal.json.ShardIndex;
import dev.marigold.internal.source.CheckpointLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One repository in the cache: {@code blobs} by hash, {@code snapshots} by commit with links to the blobs, {@code refs} from branches
 * and tags to commits.
 */
final class HubCache {
    private final HubReference reference;
    private final Path root;
    private final Path repository;
    private final SnapshotEntry entry = new SnapshotEntry();

    HubCache(HubReference reference, Path root) {
        this.reference = reference;
        this.root = root;
        this.repository = root.resolve(folder());
    }

    /** Returns the directory that whoever changes this repository has to lock. */
    Path lock() {
        return root.resolve(".locks").resolve(folder());
    }

    Path snapshot(String commit) {
        return repository.resolve("snapshots").resolve(commit);
    }

    Path blob(HubFile file) {
        return repository.resolve("blobs").resolve(file.etag());
    }

    Path incomplete(HubFile file) {
        return repository.resolve("blobs").resolve(file.etag() + ".incomplete");
    }

    boolean hasEntry(String commit, String path) {
        return Files.isRegularFile(snapshot(commit).resolve(path));
    }

    boolean hasBlob(HubFile file) throws IOException {
        return Files.isRegularFile(blob(file)) && Files.size(blob(file)) == file.size();
    }

    void link(String commit, HubFile file) throws IOException {
        entry.create(snapshot(commit).resolve(file.path()), blob(file));
    }

    /** Returns the shards that an index in a snapshot lists. */
    List<String> shards(String commit, String index) throws IOException {
        return ShardIndex.read(snapshot(commit).resolve(index)).shards(index);
    }

    /** Returns the commit that the revision is known to stand for. */
    Optional<String> commit() throws IOException {
        if (HubReference.isCommit(reference.revision())) {
            return Optional.of(reference.revision());
        }
        try {
            return Optional.of(Files.readString(ref()).strip()).filter(HubReference::isCommit);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Remembers what the revision stands for. */
    void remember(String commit) throws IOException {
        if (commit().filter(commit::equals).isPresent() || HubReference.isCommit(reference.revision())) {
            return;
        }
        Files.createDirectories(ref().getParent());
        WholeFile.write(ref(), out -> out.write(commit.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns the snapshot of the revision if it has all files of a variant. */
    Optional<Path> complete(WeightVariant variant) throws IOException {
        Optional<String> commit = commit();
        return commit.isPresent() && isComplete(commit.get(), variant) ? commit.map(this::snapshot) : Optional.empty();
    }

    private boolean isComplete(String commit, WeightVariant variant) throws IOException {
        try {
            List<String> files =
                    new CheckpointLayout(reference.toString(), path -> hasEntry(commit, path), variant).files();
            for (String file : files) {
                if (WeightFileNames.isIndex(file)
                        && !shards(commit, file).stream().allMatch(shard -> hasEntry(commit, shard))) {
                    return false;
                }
            }
            return true;
        } catch (ModelLoadException e) {
            // The layout says so about a snapshot that was not fetched to its end, or for another variant.
            return false;
        }
    }

    private Path ref() {
        return repository.resolve("refs").resolve(reference.revision());
    }

    private String folder() {
        return "models--" + reference.owner() + "--" + reference.name();
    }
}
