package dev.marigold.cli.evaluate;

import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Converters;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.EvaluationProtocol;
import dev.marigold.evaluation.TrivialPredictor;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the depth maps to be judged come from, if not from a model, and with which published settings a model runs. */
final class PredictorOptions {
    @Option(
            names = "--predictions",
            paramLabel = "DIR",
            description = "Judge the maps in this directory, .npy or 16-bit .png, instead of running a model.")
    private @Nullable Path predictions;

    @Option(
            names = "--predictor",
            paramLabel = "NAME",
            converter = Converters.ToTrivialPredictor.class,
            description = "Judge what does not look at the picture, constant or ramp, instead of running a model.")
    private @Nullable TrivialPredictor trivial;

    @Option(
            names = "--protocol",
            paramLabel = "ID",
            converter = Converters.ToProtocol.class,
            description = "Steps, predictions to merge and resolution as published: v1-0, v1-1 or v1-1-4x10; other"
                    + " options win; default: none, the checkpoint's settings.")
    private @Nullable EvaluationProtocol protocol;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed that every picture starts from; default: 1234, as published.")
    private @Nullable Long seed;

    @Option(
            names = "--zero-latents",
            description =
                    "Start every picture from zeros in place of noise, as checkpoints fine-tuned end to end want it.")
    private boolean zeroLatents;

    /** Returns the folder of maps that are made already. */
    Optional<Path> predictions() {
        return Optional.ofNullable(predictions);
    }

    /** Returns the predictor that needs no model. */
    Optional<TrivialPredictor> trivial() {
        return Optional.ofNullable(trivial);
    }

    Optional<EvaluationProtocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    /** Says where predictions start from. */
    void applyTo(EstimatorPredictor.Builder builder) {
        if (zeroLatents) {
            builder.zeroLatents();
        } else if (seed != null) {
            builder.seed(seed);
        }
    }

    boolean runsModel() {
        return predictions == null && trivial == null;
    }

    /** Returns the option that takes the place of a model. */
    String substitute() {
        return predictions == null ? "--predictor" : "--predictions";
    }

    /**
     * Checks that options fit together.
     *
     * @throws UsageException if they do not
     */
    void requireConsistent() {
        if (predictions != null && trivial != null) {
            throw new UsageException("--predictions and --predictor exclude each other");
        }
        if (seed != null && zeroLatents) {
            throw new UsageException("--seed and --zero-latents exclude each other");
        }
        if (!runsModel() && (protocol != null || seed != null || zeroLatents)) {
            String option = protocol != null ? "--protocol" : seed != null ? "--seed" : "--zero-latents";
            throw new UsageException(option + " is for models, not for " + substitute());
        }
    }
}
