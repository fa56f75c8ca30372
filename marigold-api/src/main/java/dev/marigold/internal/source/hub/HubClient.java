package dev.marigold.internal.source.hub;

import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.DownloadException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.WeightFileNames;
import dev.marigold.internal.source.CheckpointLayout;
import dev.marigold.internal.source.FetchProgress;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings one revision of one repository into the cache. Confined to one thread. */
final class HubClient {
    private static final System.Logger LOGGER = System.getLogger(HubClient.class.getName());

    private final HubReference reference;
    private final HubEnvironment environment;
    private final HubTiming timing;
    private final CheckpointRequest request;
    private final HubCache cache;
    private final HubApi api;

    HubClient(HubReference reference, HubEnvironment environment, HubTiming timing, CheckpointRequest request) {
        this.reference = reference;
        this.environment = environment;
        this.timing = timing;
        this.request = request;
        this.cache = new HubCache(reference, environment.cache());
        this.api = new HubApi(
                reference, environment, timing, new HubTransport(environment, timing, request.cancellation()));
    }

    /**
     * Returns the snapshot of the revision after fetching what it lacks.
     *
     * @throws DownloadException if the hub cannot be reached, refuses, or delivers something else than it announced
     * @throws ModelLoadException if the hub has no such revision or does not show it, it lacks files, or it predicts something else than
     *     asked for
     * @throws dev.marigold.error.CancelledException if the request was cancelled or the thread interrupted
     * @throws IOException if the cache cannot be read or written
     */
    Path snapshot() throws IOException {
        try {
            Optional<Path> cached = cache.complete(request.variant());
            if (environment.offline()) {
                return cached.orElseThrow(() -> missing("HF_HUB_OFFLINE is set"));
            }
            if (request.isLocalOnly()) {
                return cached.orElseThrow(() -> missing("Nothing may be fetched"));
            }
            if (HubReference.isCommit(reference.revision())
                    && cache.complete(best(request.variant())).isPresent()) {
                return cache.snapshot(reference.revision());
            }
            return online(cached);
        } catch (TransientFailure e) {
            throw e.asDownloadException();
        } catch (ClosedByInterruptException e) {
            throw Interruption.cancelled(e);
        }
    }

    /** Returns the variant that leaves nothing better for the hub to have: what is cached of a commit may be the second choice. */
    private static WeightVariant best(WeightVariant variant) {
        return variant == WeightVariant.ANY ? WeightVariant.FP32 : variant;
    }

    private Path online(Optional<Path> cached) throws IOException {
        HubListing listing;
        try {
            listing = retries(cached.isPresent() ? 1 : timing.attempts()).run(api::list);
        } catch (TransientFailure e) {
            if (cached.isEmpty()) {
                throw e;
            }
            LOGGER.log(System.Logger.Level.WARNING, "Using {0} from the cache: {1}", reference, e.getMessage());
            return cached.get();
        }
        return fetch(listing);
    }

    private Path fetch(HubListing listing) throws IOException {
        String commit = listing.commit();
        List<String> files =
                new CheckpointLayout(reference.toString(), listing.files()::contains, request.variant()).files();
        if (isUpToDate(commit, files)) {
            return cache.snapshot(commit);
        }
        RepositoryLock lock = RepositoryLock.acquire(cache.lock(), timing.pause(), request.cancellation());
        try {
            requireModality(commit);
            fetch(commit, files);
            fetch(commit, shards(commit, files));
            cache.remember(commit);
        } finally {
            lock.close();
        }
        return cache.snapshot(commit);
    }

    /** Fetches the one small file that says what the checkpoint predicts, and refuses before gigabytes follow. */
    private void requireModality(String commit) throws IOException {
        if (request.modality().isEmpty()) {
            return;
        }
        fetch(commit, List.of(CheckpointLayout.INDEX));
        Modality needed = request.modality().get();
        Modality modality = PipelineConfig.read(cache.snapshot(commit)).modality();
        if (modality != needed) {
            throw new ModelLoadException(
                    "%s must predict %s, got a checkpoint that predicts %s by its %s; its weights were not fetched"
                            .formatted(reference, needed, modality, CheckpointLayout.INDEX));
        }
    }

    private boolean isUpToDate(String commit, List<String> files) throws IOException {
        return files.stream().allMatch(file -> cache.hasEntry(commit, file))
                && shards(commit, files).stream().allMatch(shard -> cache.hasEntry(commit, shard))
                && cache.commit().filter(commit::equals).isPresent();
    }

    private List<String> shards(String commit, List<String> files) throws IOException {
        List<String> shards = new ArrayList<>();
        for (String file : files) {
            if (WeightFileNames.isIndex(file)) {
                shards.addAll(cache.shards(commit, file));
            }
        }
        return shards;
    }

    private void fetch(String commit, List<String> paths) throws IOException {
        List<HubFile> missing = missing(commit, paths);
        long total = missing.stream().mapToLong(HubFile::size).sum();
        FetchProgress progress = new FetchProgress(request.listener(), total);
        for (HubFile file : missing) {
            if (cache.hasBlob(file)) {
                progress.add(file.path(), file.size());
            } else {
                new BlobDownload(api, commit, file, progress, request.cancellation())
                        .to(cache.blob(file), cache.incomplete(file), retries(timing.attempts()));
            }
            cache.link(commit, file);
            progress.finished(file.path());
        }
    }

    private List<HubFile> missing(String commit, List<String> paths) throws IOException {
        List<HubFile> missing = new ArrayList<>();
        for (String path : paths) {
            if (!cache.hasEntry(commit, path)) {
                missing.add(retries(timing.attempts()).run(() -> api.describe(commit, path)));
            }
        }
        return missing;
    }

    private Retries retries(int attempts) {
        return new Retries(timing, request.cancellation(), attempts);
    }

    private DownloadException missing(String reason) {
        return new DownloadException("%s and the cache %s must have all files of %s in variant %s, which it has not"
                .formatted(reason, environment.cache(), reference, request.variant()));
    }
}
