package dev.marigold.training;

import ai.djl.engine.EngineException;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.error.CancelledException;
import dev.marigold.error.InferenceException;
import dev.marigold.internal.file.AfterFailure;
import dev.marigold.progress.Cancellation;
import dev.marigold.training.batch.BatchSource;
import dev.marigold.training.loop.Learner;
import dev.marigold.training.loop.Learners;
import dev.marigold.training.loop.LearningState;
import dev.marigold.training.loop.TrainingLoop;
import dev.marigold.training.loop.TrainingLoop.Update;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.state.CheckpointFolder;
import dev.marigold.training.state.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One training from its first to its last update. Confined to one thread, which nobody interrupts: see {@link TrainingThread}. */
final class TrainingRun {
    private static final System.Logger LOGGER = System.getLogger(TrainingRun.class.getName());

    private final TrainingOrigin origin;
    private final TrainerSettings settings;
    private final LearningState state;
    private final TrainingLoop loop;
    private final BatchSource batches;
    private final CheckpointWriter checkpoints;
    private final LossLog log;
    private final Cancellation stop;
    private final long first;
    private final long began = System.nanoTime();
    private Optional<Path> newest;
    private boolean newestIsUnproven = true;
    private boolean warned;

    private TrainingRun(Parts parts, Cancellation stop) throws IOException {
        this.origin = parts.origin();
        this.settings = origin.settings();
        this.state = parts.state();
        this.loop = new TrainingLoop(parts.engine(), parts.learner(), state, parts.batches(), settings.accumulation);
        this.batches = parts.batches();
        this.checkpoints = new CheckpointWriter(parts);
        this.first = origin.updates();
        this.log = LossLog.open(settings.output, origin.loggedUpdates());
        this.stop = stop;
        this.newest = CheckpointFolder.newest(settings.output);
    }

    /** What a run works with; owned by {@link #run}. */
    record Parts(
            TrainingOrigin origin,
            SchedulerConfig scheduler,
            DjlEngine engine,
            Learner learner,
            LearningState state,
            BatchSource batches) {}

    /** Trains to the last update, or until {@code stop} has fired and a checkpoint is written. */
    static TrainingResult run(TrainerSettings settings, Cancellation stop) throws IOException {
        GivenCheckpoints given = GivenCheckpoints.open(settings);
        // The engine comes first: where PyTorch does not start, nothing is written.
        try (DjlEngine engine = new DjlEngine(settings.engine);
                RunFolder output = RunFolder.open(settings)) {
            TrainingOrigin origin = TrainingOrigin.of(settings, given, output);
            return engine.compute(() -> run(origin, engine, stop));
        } catch (EngineException e) {
            throw PyTorchFailure.of("Cannot train", e);
        }
    }

    private static TrainingResult run(TrainingOrigin origin, DjlEngine engine, Cancellation stop) throws IOException {
        TrainerSettings settings = origin.settings();
        SchedulerConfig scheduler = settings.scheduler(origin.start());
        int microBatches = settings.accumulation.microBatches();
        try (Learner learner = new Learners(engine, origin.weights(), origin.teacher(), scheduler, origin.latentCache())
                        .open(settings.objective, settings.samples.normalization(), settings.seed);
                LearningState state = new LearningState(
                        engine, learner.trained(), settings.optimizer, settings.averaging, origin.remembered());
                BatchSource batches = new BatchSource(
                        settings.datasets,
                        settings.samples,
                        settings.batchSize,
                        settings.seed,
                        new BatchSource.Section(
                                origin.updates() * microBatches,
                                (settings.updates - origin.updates()) * microBatches))) {
            Parts parts = new Parts(origin, scheduler, engine, learner, state, batches);
            return new TrainingRun(parts, stop).finish();
        }
    }

    private TrainingResult finish() throws IOException {
        double loss = Double.NaN;
        long update = first;
        if (isToBeValidated(first) && !log.hasValidation(first)) {
            saved(first);
            validate(first);
        }
        for (; update < settings.updates; update++) {
            if (stop.isCancelled()) {
                throw stopped(update, saved(update));
            }
            loss = takeUpdate(update);
            if (newestIsUnproven && Double.isFinite(loss)) {
                checkpoints.deleteOld();
                newestIsUnproven = false;
            }
            long taken = update + 1;
            if (isToBeValidated(taken) || taken % settings.saveEvery == 0 || taken == settings.updates) {
                save(taken);
            }
            if (isToBeValidated(taken)) {
                validate(taken);
            }
        }
        Path last = saved(update);
        checkpoints.deleteOld();
        return new TrainingResult(last, update, loss);
    }

    private Optional<Path> checkpointOf(long taken) {
        return newest.filter(checkpoint -> CheckpointFolder.updates(checkpoint) == taken);
    }

    private boolean isToBeValidated(long taken) {
        return taken > 0
                && settings.validation
                        .filter(validation -> taken % validation.every() == 0 || taken == settings.updates)
                        .isPresent();
    }

    private static CancelledException stopped(long update, Path checkpoint) {
        return new CancelledException(
                "The training was stopped after update " + update + "; its checkpoint is " + checkpoint);
    }

    private double takeUpdate(long number) throws IOException {
        double rate = settings.learningRate * factor(number);
        Update update = learn(number, rate);
        TrainingProgress progress = new TrainingProgress(
                number + 1,
                settings.updates,
                update.loss(),
                update.parts(),
                update.gradientNorm(),
                rate,
                Duration.ofMillis((long) (seconds() * 1000)),
                remaining(number + 1));
        log.append(progress);
        settings.listener.updated(progress);
        if (Double.isNaN(update.loss()) && !warned) {
            warned = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Nothing was learnt in update {0}: its pictures have no valid depth, or the same everywhere"
                            + (settings.objective instanceof Denoising
                                    ? ", or no latent pixel all of whose pixels are valid, without which denoising learns nothing (end to"
                                            + " end does)"
                                    : "")
                            + ". Are scale, range and invalid value of the data sets right? Further updates of this kind are not"
                            + " reported",
                    number + 1);
        }
        return update.loss();
    }

    /** Keeps what was learnt before data that cannot be read: the same data would stop a repetition at the same place. */
    private Update learn(long number, double rate) throws IOException {
        try {
            return loop.update(number, rate);
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, batches.hasFailed() && number > first ? () -> keep(number) : null);
            // Networks that do not learn advise those who predict.
            if ((e instanceof InferenceException ? e.getCause() : e) instanceof EngineException failure) {
                throw PyTorchFailure.of("Cannot take update " + (number + 1), failure);
            }
            throw e;
        }
    }

    private void keep(long taken) throws IOException {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "The data of update {0} cannot be read; what was learnt before is in {1}",
                taken + 1,
                saved(taken));
    }

    private double factor(long number) {
        double factor = settings.schedule.factor(number);
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("schedule of learningRate must give a finite factor >= 0, got " + factor
                    + " after " + number + " updates");
        }
        return factor;
    }

    private double seconds() {
        return origin.seconds() + (System.nanoTime() - began) / 1e9;
    }

    private Duration remaining(long taken) {
        double perUpdate = (seconds() - origin.seconds()) / (taken - first);
        return Duration.ofMillis((long) (perUpdate * (settings.updates - taken) * 1000));
    }

    /** Returns the checkpoint of the updates taken, which is written unless it is there. */
    private Path saved(long taken) throws IOException {
        Optional<Path> there = checkpointOf(taken);
        return there.isPresent() ? there.get() : save(taken);
    }

    private Path save(long taken) throws IOException {
        Path checkpoint = checkpoints.write(new Progress(taken, state.updates(), seconds(), origin.deciding()));
        newest = Optional.of(checkpoint);
        newestIsUnproven = true;
        log.plot();
        settings.listener.saved(checkpoint);
        return checkpoint;
    }

    private void validate(long taken) throws IOException {
        Path checkpoint = newest.orElseThrow();
        try {
            ValidationResult result = new Validator(settings, stop).judge(checkpoint, taken);
            log.validated(result);
            settings.listener.validated(result);
        } catch (CancelledException e) {
            throw stopped(taken, checkpoint);
        }
    }
}
