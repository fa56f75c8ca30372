package dev.marigold;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Modality;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.internal.pipeline.CheckedBackend;
import dev.marigold.internal.pipeline.CheckedEnsembler;
import dev.marigold.internal.pipeline.DepthPipeline;
import dev.marigold.internal.pipeline.LatentSpace;
import dev.marigold.internal.pipeline.PipelineOptions;
import dev.marigold.internal.provider.Backends;
import dev.marigold.internal.provider.ProviderIndex;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.EnsemblerProvider;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a depth estimator together. Used once, by one thread. */
final class DepthAssembly {
    private static final String DEFAULT_ENSEMBLER = "least-squares";
    private static final long DEFAULT_SEED = 2024;

    private final EstimatorSettings settings;
    private final BackendOptions options;
    private final DiffusionBackendProvider backends;
    private final EnsemblerProvider ensemblers;
    private final Checkpoint checkpoint;
    private final String source;
    private final int steps;
    private final int processingResolution;
    private final SchedulerAssembly.Made scheduler;

    /** Finds and checks everything but the backend: plugins and options before the checkpoint, which may have to be downloaded. */
    DepthAssembly(EstimatorSettings settings) throws IOException {
        settings.cancellation.throwIfCancelled();
        ClassLoader loader = settings.effectiveClassLoader();
        this.settings = settings;
        options = settings.backendOptions.build();
        backends = settings.backend
                .resolve(id -> Backends.visibleTo(loader).get(id))
                .orElseGet(() -> Backends.visibleTo(loader).only());
        backends.check(options);
        ensemblers = settings.ensembler
                .resolve(id -> ProviderIndex.ensemblers(loader).get(id))
                .orElseGet(() -> ProviderIndex.ensemblers(loader).get(DEFAULT_ENSEMBLER));
        SchedulerAssembly schedulers = new SchedulerAssembly(settings);
        CheckpointChoice.Opened opened = settings.checkpoint.open(settings);
        checkpoint = opened.checkpoint();
        source = opened.source();
        requireDepth();
        steps = chosen(
                "steps", Ranges.MAX_STEPS, settings.steps, checkpoint.pipeline().defaultSteps());
        processingResolution = chosen(
                "processingResolution",
                Ranges.MAX_RESOLUTION,
                settings.processingResolution,
                checkpoint.pipeline().defaultProcessingResolution());
        scheduler = schedulers.make(checkpoint, steps);
    }

    /** Opens the backend; it is closed again if anything fails after that. */
    OpenDepthModel open() {
        CheckedEnsembler ensembler = new CheckedEnsembler(
                ensemblers.id(),
                CreatedParts.require("EnsemblerProvider", ensemblers.id(), ensemblers.create()),
                checkpoint.pipeline().invariance());
        settings.progress.onProgress(new Progress(Stage.LOAD, 0, 1, source));
        settings.cancellation.throwIfCancelled();
        DiffusionBackend backend = openBackend();
        try {
            settings.progress.onProgress(new Progress(Stage.LOAD, 1, 1, source));
            settings.cancellation.throwIfCancelled();
            CheckedBackend checked = new CheckedBackend(backends.id(), options, backend, LatentSpace.of(checkpoint));
            DepthPipeline pipeline = new DepthPipeline(checked, scheduler.scheduler(), ensembler, pipelineOptions());
            return new OpenDepthModel(checkpoint, backend, pipeline, defaults(), seed(), settings.progress);
        } catch (RuntimeException | Error e) {
            AfterFailure.close(e, backend::close);
            throw e;
        }
    }

    private void requireDepth() {
        Modality modality = checkpoint.pipeline().modality();
        if (modality != Modality.DEPTH) {
            throw new ModelLoadException("A DepthEstimator needs a checkpoint that predicts DEPTH, got " + source
                    + " that predicts " + modality);
        }
    }

    private int chosen(String name, int most, @Nullable Integer setting, OptionalInt ofCheckpoint) {
        if (setting != null) {
            return setting;
        }
        int named = ofCheckpoint.orElseThrow(
                () -> new IllegalArgumentException(name + " must be set: checkpoint " + source + " names no default"));
        if (named > most) {
            throw new ModelLoadException(
                    "The default " + name + " of checkpoint " + source + " must be at most " + most + ", got " + named);
        }
        return named;
    }

    private DiffusionBackend openBackend() {
        @Nullable DiffusionBackend backend = backends.open(checkpoint, options);
        if (backend == null) {
            throw new ModelLoadException(
                    "Backend '" + backends.id() + "' must open checkpoint " + source + ", got null");
        }
        return backend;
    }

    private PipelineOptions pipelineOptions() {
        return new PipelineOptions(
                processingResolution,
                settings.batchSize,
                settings.inputResampling,
                settings.outputResampling,
                settings.outputSize,
                memberViews());
    }

    private MemberViews memberViews() {
        return settings.memberViews == null ? checkpoint.pipeline().memberViews() : settings.memberViews;
    }

    private Provenance defaults() {
        return new Provenance(
                source,
                backends.id(),
                scheduler.id(),
                ensemblers.id(),
                steps,
                settings.ensembleSize,
                memberViews(),
                processingResolution,
                settings.seed == null && checkpoint.pipeline().startsFromZeros()
                        ? OptionalLong.empty()
                        : OptionalLong.of(seed()));
    }

    private long seed() {
        return settings.seed == null ? DEFAULT_SEED : settings.seed;
    }
}
