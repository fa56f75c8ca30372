package dev.marigold.cli.training;

import dev.marigold.checkpoint.DType;
import dev.marigold.training.Trainer;
import dev.marigold.training.Validation;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The settings of a training, as {@code marigold train --config} takes them. */
public final class TrainingFile {
    private TrainingFile() {}

    /**
     * Reads a file, opens the data sets and makes the checkpoint to start from where the file asks for a new one.
     *
     * @param output of the run
     * @throws IOException if a file cannot be read or written
     * @throws SettingsException if a key is missing, unknown or has a value that cannot be; names the key and its line
     */
    public static Trainer.Builder read(Path file, Path output) throws IOException {
        Section root = YamlFile.read(file);
        long seed = root.integer("seed", 2024);
        Objective objective = ObjectiveSettings.read(root.section("objective"));
        Section start = root.section("start");
        Section training = root.section("training");
        Section samples = root.section("samples");
        List<Section> data = root.sections("data");
        var validation = root.findSection("validation");
        var teacher = root.has("teacher") ? root.file("teacher") : null;
        root.end();
        Trainer.Builder trainer = Trainer.builder(StartSettings.find(start, output, seed), objective, output);
        trainer.seed(seed);
        if (teacher != null) {
            trainer.teacher(Trainer.newestCheckpoint(teacher).orElse(teacher));
        }
        SampleSettingsReader.apply(samples, trainer);
        training(training, trainer);
        for (Section entry : data) {
            double weight = entry.number("weight", 1);
            var dataset = DatasetSettings.open(entry);
            entry.check("weight", () -> trainer.dataset(dataset, weight));
            entry.end();
        }
        if (validation.isPresent()) {
            trainer.validation(validation(validation.get()));
        }
        return trainer;
    }

    private static void training(Section section, Trainer.Builder trainer) {
        long updates = section.integer("updates", 30_000);
        section.check("updates", () -> trainer.updates(updates));
        int batch = (int) section.integer("batch-size", 2);
        section.check("batch-size", () -> trainer.batchSize(batch));
        int accumulation = (int) section.integer("accumulation", 1);
        section.check("accumulation", () -> trainer.accumulation(accumulation));
        double rate = section.number("learning-rate", 3e-5);
        LearningRate schedule = section.findSection("schedule")
                .map(inner -> schedule(inner, updates))
                .orElseGet(LearningRate::constant);
        section.check("learning-rate", () -> trainer.learningRate(rate, schedule));
        Adam published = Adam.published();
        double beta1 = section.number("beta1", published.beta1());
        double beta2 = section.number("beta2", published.beta2());
        double decay = section.number("weight-decay", published.weightDecay());
        trainer.optimizer(section.check("beta2", () -> new Adam(beta1, beta2, published.epsilon(), decay)));
        if (section.has("gradient-norm")) {
            double norm = section.number("gradient-norm", 1);
            section.check("gradient-norm", () -> trainer.largestGradientNorm(norm));
        }
        if (section.has("averaging")) {
            double average = section.number("averaging", 0);
            section.check("averaging", () -> trainer.averaging(average));
        }
        engine(section, trainer);
        section.end();
    }

    private static void engine(Section section, Trainer.Builder trainer) {
        trainer.precision(section.text("precision", "fp32"));
        trainer.device(section.text("device", "cpu"));
        int threads = (int) section.integer("threads", 0);
        section.check("threads", () -> trainer.threads(threads));
        long every = section.integer("checkpoint-every", 500);
        int kept = (int) section.integer("checkpoints-kept", 2);
        section.check("checkpoint-every", () -> trainer.checkpoints(every, kept));
        trainer.weightType(section.choice("weights", WeightType.FP32) == WeightType.FP32 ? DType.F32 : DType.F16);
        if (section.has("latent-cache")) {
            trainer.latentCache(section.file("latent-cache"));
        }
        int steps = (int) section.integer("default-steps", 4);
        int resolution = (int) section.integer("default-resolution", 768);
        section.check("default-steps", () -> trainer.inferenceDefaults(steps, resolution));
    }

    private enum WeightType {
        FP32,
        FP16
    }

    private static LearningRate schedule(Section section, long updates) {
        long total = section.integer("total", updates);
        double ratio = section.number("final-ratio", 0.01);
        long warmup = section.integer("warmup", 100);
        section.end();
        return section.check(
                ratio > 0 && ratio <= 1 ? "warmup" : "final-ratio",
                () -> LearningRate.iterExponential(total, ratio, warmup));
    }

    private static Validation validation(Section section) throws IOException {
        Section data = section.section("data");
        var dataset = DatasetSettings.open(data);
        data.end();
        long every = section.integer("every", 500);
        int steps = (int) section.integer("steps", 1);
        int members = (int) section.integer("ensemble-size", 1);
        int resolution = (int) section.integer("resolution", 0);
        int previews = (int) section.integer("previews", 4);
        section.end();
        return section.check("every", () -> new Validation(dataset, every, steps, members, resolution, previews));
    }
}
