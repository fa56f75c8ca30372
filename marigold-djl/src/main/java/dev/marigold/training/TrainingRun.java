package dev.marigold.training;

import ai.djl.engine.EngineException;
import com.google.common.collect.Sets;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.error.CancelledException;
import dev.marigold.error.InferenceException;
import dev.marigold.progress.Cancellation;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.training.data.BatchSource;
import dev.marigold.training.loop.Diffusion;
import dev.marigold.training.loop.LatentCache;
import dev.marigold.training.loop.Learner;
import dev.marigold.training.loop.Learners;
import dev.marigold.training.loop.LearningState;
import dev.marigold.training.loop.StartWeights;
import dev.marigold.training.loop.TrainingLoop;
import dev.marigold.training.loop.TrainingLoop.Update;
import dev.marigold.training.state.CheckpointFolder;
import dev.marigold.training.state.Progress;
import dev.marigold.training.state.SavedTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One training from its first to its last update. Confined to one thread, which nobody interrupts: see {@link TrainingThread}. */
final class TrainingRun {
    private final TrainerSettings settings;
    private final Map<String, String> deciding;
    private final LearningState state;
    private final TrainingLoop loop;
    private final CheckpointWriter checkpoints;
    private final LossLog log;
    private final Cancellation stop;
    private final double secondsBefore;
    private final long first;
    private final long began = System.nanoTime();
    private Optional<Path> newest;

    private TrainingRun(Parts parts, Optional<SavedTraining> saved, LossLog log, Cancellation stop) throws IOException {
        this.settings = parts.settings();
        this.deciding = parts.deciding();
        this.state = parts.state();
        this.loop = new TrainingLoop(parts.engine(), parts.learner(), state, parts.batches(), settings.accumulation);
        this.checkpoints = new CheckpointWriter(parts);
        this.first = saved.map(before -> before.progress().updates()).orElse(0L);
        this.secondsBefore = saved.map(before -> before.progress().seconds()).orElse(0.0);
        this.log = log;
        this.stop = stop;
        this.newest = CheckpointFolder.newest(settings.output);
    }

    /** What a run works with; owned by {@link #run}. */
    record Parts(
            TrainerSettings settings,
            Checkpoint start,
            Map<String, String> deciding,
            SchedulerConfig scheduler,
            DjlEngine engine,
            Learner learner,
            LearningState state,
            BatchSource batches) {}

    static TrainingResult run(TrainerSettings settings, Cancellation stop) throws IOException {
        Checkpoint start = Checkpoint.open(settings.start);
        settings.requireFitting(start);
        Optional<Path> present = new CheckpointFolder(settings.output, settings.keptCheckpoints).recover();
        if (present.isPresent() && settings.resumed.isEmpty()) {
            throw new IllegalArgumentException("output " + settings.output
                    + " must hold no checkpoint unless the training is resumed, got "
                    + present.get().getFileName());
        }
        Checkpoint teacher = settings.teacher.isPresent() ? Checkpoint.open(settings.teacher.get()) : start;
        Map<String, String> deciding = settings.deciding(start, teacher);
        Optional<SavedTraining> saved = saved(settings, deciding);
        try (DjlEngine engine = new DjlEngine(settings.engine)) {
            return engine.compute(() -> train(engine, new Origin(settings, start, teacher, deciding, saved), stop));
        } catch (EngineException e) {
            throw new InferenceException("Cannot train, PyTorch failed: " + e.getMessage(), e);
        }
    }

    /** What a training begins or goes on with. */
    private record Origin(
            TrainerSettings settings,
            Checkpoint start,
            Checkpoint teacher,
            Map<String, String> deciding,
            Optional<SavedTraining> saved) {
        long updates() {
            return saved.map(before -> before.progress().updates()).orElse(0L);
        }

        StartWeights weights() {
            return new StartWeights(start, saved.map(SavedTraining::weights).orElse(Map.of()));
        }

        Optional<LearningState.Remembered> remembered() {
            return saved.map(
                    before -> new LearningState.Remembered(before.progress().optimizerUpdates(), before.arrays()));
        }

        Optional<LatentCache> cache() throws IOException {
            return settings.latentCache.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LatentCache(
                            settings.latentCache.get(),
                            FrozenDigest.autoencoder(teacher) + " " + settings.engine.precision()));
        }
    }

    private static TrainingResult train(DjlEngine engine, Origin origin, Cancellation stop) throws IOException {
        TrainerSettings settings = origin.settings();
        SchedulerConfig scheduler = settings.scheduler(origin.start());
        Diffusion diffusion = new Diffusion(NoiseSchedule.of(scheduler), PredictionType.of(scheduler), settings.seed);
        try (Learner learner = new Learners(engine, origin.weights(), origin.teacher(), diffusion, origin.cache())
                        .open(settings.objective, settings.samples.normalization());
                LearningState state = new LearningState(
                        engine, learner.trained(), settings.optimizer, settings.averaging, origin.remembered());
                BatchSource batches = new BatchSource(
                        settings.datasets,
                        settings.samples,
                        settings.batchSize,
                        settings.seed,
                        origin.updates() * settings.accumulation.microBatches());
                LossLog log = LossLog.open(settings.output, origin.updates())) {
            Parts parts =
                    new Parts(settings, origin.start(), origin.deciding(), scheduler, engine, learner, state, batches);
            return new TrainingRun(parts, origin.saved(), log, stop).finish();
        }
    }

    private static Optional<SavedTraining> saved(TrainerSettings settings, Map<String, String> now) throws IOException {
        if (settings.resumed.isEmpty()) {
            return Optional.empty();
        }
        Path given = settings.resumed.get();
        SavedTraining saved = SavedTraining.read(CheckpointFolder.newest(given).orElse(given));
        Map<String, String> before = saved.progress().settings();
        for (String key : new TreeSet<>(Sets.union(before.keySet(), now.keySet()))) {
            String was = before.getOrDefault(key, "nothing");
            String is = now.getOrDefault(key, "nothing");
            if (!was.equals(is)) {
                throw new IllegalArgumentException(
                        key + " must be that of the training to be resumed, " + was + ", got " + is);
            }
        }
        return Optional.of(saved);
    }

    private TrainingResult finish() throws IOException {
        double loss = Double.NaN;
        long update = first;
        if (isToBeValidated(first) && newest.filter(this::isFirst).isPresent() && !log.hasValidation(first)) {
            validate(first);
        }
        for (; update < settings.updates; update++) {
            if (stop.isCancelled()) {
                throw stopped(update, save(update));
            }
            loss = takeUpdate(update);
            long taken = update + 1;
            if (isToBeValidated(taken) || taken % settings.saveEvery == 0 || taken == settings.updates) {
                save(taken);
            }
            if (isToBeValidated(taken)) {
                validate(taken);
            }
        }
        Path last = newest.isPresent() ? newest.get() : save(update);
        return new TrainingResult(last, update, loss);
    }

    private boolean isFirst(Path checkpoint) {
        return CheckpointFolder.updates(checkpoint) == first;
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
        double rate = settings.learningRate * settings.schedule.factor(number);
        Update update = loop.update(number, rate);
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
        return update.loss();
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - began) / 1e9;
    }

    private Duration remaining(long taken) {
        double perUpdate = (seconds() - secondsBefore) / (taken - first);
        return Duration.ofMillis((long) (perUpdate * (settings.updates - taken) * 1000));
    }

    private Path save(long taken) throws IOException {
        log.flush();
        Path checkpoint = checkpoints.write(new Progress(taken, state.updates(), seconds(), deciding));
        newest = Optional.of(checkpoint);
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
