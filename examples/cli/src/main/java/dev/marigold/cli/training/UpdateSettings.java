package dev.marigold.cli.training;

import dev.marigold.checkpoint.DType;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.prediction.MemberViews;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.Trainer;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads how a training goes from update to update, on what, and what it leaves. */
final class UpdateSettings {
    private static final Pattern DEVICE = Pattern.compile("cpu|cuda(:[0-9]{1,4})?");
    private static final int ANY = Integer.MAX_VALUE;

    private UpdateSettings() {}

    private enum Precision {
        FP32,
        BF16
    }

    private enum WeightType {
        FP32,
        FP16
    }

    /** Hands the settings on, all but the cache. */
    static void apply(Section section, Trainer.Builder trainer) {
        section.keys(
                "updates",
                "batch-size",
                "accumulation",
                "learning-rate",
                "schedule",
                "beta1",
                "beta2",
                "weight-decay",
                "gradient-norm",
                "averaging",
                "precision",
                "device",
                "threads",
                "checkpoint-every",
                "checkpoints-kept",
                "weights",
                "latent-cache",
                "default-steps",
                "default-resolution",
                "default-mirrored-members");
        long updates = section.integer("updates", 30_000, 1);
        trainer.updates(updates);
        trainer.batchSize(batchSize(section));
        trainer.accumulation(section.integer("accumulation", 1, 1, ANY));
        LearningRate schedule = section.findSection("schedule")
                .map(inner -> schedule(inner, updates))
                .orElseGet(LearningRate::constant);
        section.number("learning-rate", 3e-5, rate -> trainer.learningRate(rate, schedule));
        trainer.optimizer(optimizer(section));
        if (section.has("gradient-norm")) {
            section.number("gradient-norm", 1, trainer::largestGradientNorm);
        }
        if (section.has("averaging")) {
            section.number("averaging", 0, trainer::averaging);
        }
        BackendOptions engine = engine(section);
        trainer.precision(engine.precision()).device(engine.device()).threads(engine.threads());
        checkpoints(section, trainer);
    }

    private static int batchSize(Section section) {
        return section.integer("batch-size", 2, 1, ANY);
    }

    /** Refuses a data set that does not fill a batch. */
    static void requireBatch(Section section, DepthDataset dataset) {
        int batchSize = batchSize(section);
        section.check("batch-size", () -> {
            if (dataset.size() < batchSize) {
                throw new IllegalArgumentException("must be at most the samples of each data set, " + dataset.size()
                        + " of '" + dataset.name() + "', got " + batchSize);
            }
            return batchSize;
        });
    }

    /** Comes after all else is set: whether a cache is of use is for the trainer to say. */
    static void applyCache(Section section, Trainer.Builder trainer) {
        if (section.has("latent-cache")) {
            Path folder = section.file("latent-cache");
            section.check("latent-cache", () -> trainer.latentCache(folder).build());
        }
    }

    private static LearningRate schedule(Section section, long updates) {
        section.keys("total", "final-ratio", "warmup");
        long total = section.integer("total", updates, 1);
        double ratio = section.number("final-ratio", 0.01, value -> LearningRate.iterExponential(total, value, 0));
        long warmup = section.integer("warmup", 100);
        return section.check("warmup", () -> LearningRate.iterExponential(total, ratio, warmup));
    }

    private static Adam optimizer(Section section) {
        Adam usual = Adam.published();
        double epsilon = usual.epsilon();
        double beta1 = section.number("beta1", usual.beta1(), value -> new Adam(value, 0, epsilon, 0));
        double beta2 = section.number("beta2", usual.beta2(), value -> new Adam(0, value, epsilon, 0));
        double decay = section.number("weight-decay", usual.weightDecay(), value -> new Adam(0, 0, epsilon, value));
        return new Adam(beta1, beta2, epsilon, decay);
    }

    /** Returns on what a training computes. */
    static BackendOptions engine(Section section) {
        String device = section.text("device", "cpu");
        section.check("device", () -> {
            if (!DEVICE.matcher(device).matches()) {
                throw new IllegalArgumentException("device must be cpu, cuda or cuda:NUMBER, got '" + device + "'");
            }
            return device;
        });
        BackendOptions.Builder engine = BackendOptions.builder()
                .precision(section.choice("precision", Precision.FP32) == Precision.FP32 ? "fp32" : "bf16")
                .device(device);
        section.integer("threads", engine::threads);
        return engine.build();
    }

    private static void checkpoints(Section section, Trainer.Builder trainer) {
        trainer.checkpoints(
                section.integer("checkpoint-every", 500, 1), section.integer("checkpoints-kept", 2, 1, ANY));
        trainer.weightType(section.choice("weights", WeightType.FP32) == WeightType.FP32 ? DType.F32 : DType.F16);
        section.integer("default-steps", trainer::defaultSteps);
        section.integer("default-resolution", trainer::defaultProcessingResolution);
        if (section.has("default-mirrored-members")) {
            trainer.defaultMemberViews(
                    section.flag("default-mirrored-members", false) ? MemberViews.MIRRORED : MemberViews.SAME);
        }
    }
}
