package dev.marigold.training;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.error.CancelledException;
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

/** One training from its first to its last update. Confined to one thread. */
final class TrainingRun {
    private final TrainerSettings settings;
    private final Checkpoint start;
    private final LearningState state;
    private final TrainingLoop loop;
    private final CheckpointWriter checkpoints;
    private final LossLog log;
    private final double secondsBefore;
    private final long first;
    private final long began = System.nanoTime();
    private Optional<Path> newest;

    private TrainingRun(Parts parts, Optional<SavedTraining> saved) throws IOException {
        this.settings = parts.settings();
        this.start = parts.start();
        this.state = parts.state();
        this.loop = new TrainingLoop(parts.engine(), parts.learner(), state, parts.batches(), settings.accumulation);
        this.checkpoints = new CheckpointWriter(parts);
        this.first = saved.map(before -> before.progress().updates()).orElse(0L);
        this.secondsBefore = saved.map(before -> before.progress().seconds()).orElse(0.0);
        this.log = LossLog.open(settings.output, first);
        this.newest = CheckpointFolder.newest(settings.output);
    }

    /** What a run works with; owned by {@link #run}. */
    record Parts(
            TrainerSettings settings,
            Checkpoint start,
            SchedulerConfig scheduler,
            DjlEngine engine,
            Learner learner,
            LearningState state,
            BatchSource batches) {}

    static TrainingResult run(TrainerSettings settings) throws IOException {
        Checkpoint start = Checkpoint.open(settings.start);
        settings.requireFitting(start);
        Optional<Path> present = new CheckpointFolder(settings.output, settings.keptCheckpoints).recover();
        if (present.isPresent() && settings.resumed.isEmpty()) {
            throw new IllegalArgumentException("output " + settings.output
                    + " must hold no checkpoint unless the training is resumed, got "
                    + present.get().getFileName());
        }
        Optional<SavedTraining> saved = saved(settings, start);
        SchedulerConfig scheduler = settings.scheduler(start);
        Diffusion diffusion = new Diffusion(NoiseSchedule.of(scheduler), PredictionType.of(scheduler), settings.seed);
        Checkpoint teacher = settings.teacher.isPresent() ? Checkpoint.open(settings.teacher.get()) : start;
        StartWeights weights =
                new StartWeights(start, saved.map(SavedTraining::weights).orElse(Map.of()));
        long first = saved.map(before -> before.progress().updates()).orElse(0L);
        try (DjlEngine engine = new DjlEngine(settings.engine);
                Learner learner = new Learners(engine, weights, teacher, diffusion, cache(settings, start))
                        .open(settings.objective, settings.samples.normalization());
                LearningState state = new LearningState(
                        engine, learner.trained(), settings.optimizer, settings.averaging, remembered(saved));
                BatchSource batches = new BatchSource(
                        settings.datasets,
                        settings.samples,
                        settings.batchSize,
                        settings.seed,
                        first * settings.accumulation.microBatches())) {
            Parts parts = new Parts(settings, start, scheduler, engine, learner, state, batches);
            return new TrainingRun(parts, saved).finish();
        }
    }

    private static Optional<LearningState.Remembered> remembered(Optional<SavedTraining> saved) {
        return saved.map(
                before -> new LearningState.Remembered(before.progress().optimizerUpdates(), before.arrays()));
    }

    private static Optional<SavedTraining> saved(TrainerSettings settings, Checkpoint start) throws IOException {
        if (settings.resumed.isEmpty()) {
            return Optional.empty();
        }
        Path given = settings.resumed.get();
        SavedTraining saved = SavedTraining.read(CheckpointFolder.newest(given).orElse(given));
        Map<String, String> now = settings.deciding(start);
        Map<String, String> before = saved.progress().settings();
        for (Map.Entry<String, String> setting : now.entrySet()) {
            String value = before.getOrDefault(setting.getKey(), "nothing");
            if (!value.equals(setting.getValue())) {
                throw new IllegalArgumentException(setting.getKey() + " must be that of the training to be resumed, "
                        + value + ", got " + setting.getValue());
            }
        }
        return Optional.of(saved);
    }

    private static Optional<LatentCache> cache(TrainerSettings settings, Checkpoint start) {
        return settings.latentCache.map(folder -> new LatentCache(
                folder,
                settings.samples.normalization() + "\n"
                        + settings.samples.geometry().pictures() + "\n" + settings.engine.precision() + "\n"
                        + EncoderDigest.of(start)));
    }

    private TrainingResult finish() throws IOException {
        double loss = Double.NaN;
        long update = first;
        for (; update < settings.updates; update++) {
            // Cleared while the checkpoint is written: files close under an interrupted thread.
            boolean interrupted = Thread.interrupted();
            if (settings.cancellation.isCancelled() || interrupted) {
                Path checkpoint = save(update);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new CancelledException(
                        "The training was stopped after update " + update + "; its checkpoint is " + checkpoint);
            }
            loss = takeUpdate(update);
            long taken = update + 1;
            boolean validates = settings.validation
                    .filter(validation -> taken % validation.every() == 0 || taken == settings.updates)
                    .isPresent();
            if (validates || taken % settings.saveEvery == 0 || taken == settings.updates) {
                save(taken);
            }
            if (validates) {
                validate(taken);
            }
        }
        Path last = newest.isPresent() ? newest.get() : save(update);
        return new TrainingResult(last, update, loss);
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
        log.plot();
        Progress progress = new Progress(taken, state.updates(), seconds(), settings.deciding(start));
        Path checkpoint = checkpoints.write(progress);
        newest = Optional.of(checkpoint);
        settings.listener.saved(checkpoint);
        return checkpoint;
    }

    private void validate(long taken) throws IOException {
        Validation validation = settings.validation.orElseThrow();
        ValidationResult result = Validator.judge(
                validation, settings.samples.normalization(), newest.orElseThrow(), taken, settings.engine);
        log.validated(result);
        settings.listener.validated(result);
    }
}
