package dev.marigold.cli.sweep;

import dev.marigold.DepthEstimator;
import dev.marigold.MemberMerger;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.SamplingDetails;
import dev.marigold.cli.option.Settings;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.SweepPlan;
import dev.marigold.prediction.Provenance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say what is swept over, and how. */
final class SweepOptions {
    @Option(
            names = "--ensemble-sizes",
            paramLabel = "LIST",
            split = ",",
            description =
                    "Predictions merged into one; default: 1,2,5,10. The largest is computed, the others share it.")
    private List<Integer> ensembleSizes = List.of(1, 2, 5, 10);

    @Option(
            names = "--ensemblers",
            paramLabel = "LIST",
            split = ",",
            description = "How they are merged: any of least-squares,reference,median,mean; default: least-squares.")
    private List<String> ensemblers = List.of("least-squares");

    @Option(names = "--steps", paramLabel = "LIST", split = ",", description = "Denoising steps; default: 1,2,4,10.")
    private List<Integer> steps = List.of(1, 2, 4, 10);

    @Option(
            names = "--schedulers",
            paramLabel = "LIST",
            split = ",",
            description = "Any of ddim,ddpm,lcm; default: what the checkpoint names.")
    private @Nullable List<String> schedulers;

    @Option(
            names = "--resolutions",
            paramLabel = "LIST",
            split = ",",
            description = "Longer edge while processing, in pixels; 0: as the picture is; default: the checkpoint's.")
    private @Nullable List<Integer> resolutions;

    @Mixin
    private SamplingDetails details = new SamplingDetails();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed that every picture starts from; default: 1234, the published one.")
    private long seed = EstimatorPredictor.PUBLISHED_SEED;

    long seed() {
        return seed;
    }

    /** Sets what all estimators of a sweep have in common. */
    void applyTo(DepthEstimator.Builder builder) {
        details.applyTo(builder);
        // A checkpoint may name no default; of a sweep, every request says its own.
        Settings.set("--steps", steps.isEmpty() ? null : steps.get(0), builder::steps);
        if (schedulers != null && !schedulers.isEmpty()) {
            Settings.set("--schedulers", schedulers.get(0), builder::scheduler);
        }
        if (resolutions != null && !resolutions.isEmpty()) {
            Settings.set("--resolutions", resolutions.get(0), builder::processingResolution);
        }
    }

    /** Returns the schedulers named after the first one, with which a model is opened anyway. */
    List<String> otherSchedulers() {
        return schedulers == null || schedulers.isEmpty() ? List.of() : schedulers.subList(1, schedulers.size());
    }

    /**
     * Returns the grid.
     *
     * @param defaults what the checkpoint names
     */
    SweepPlan plan(Provenance defaults) {
        return plan(SweepPlan.builder(defaults.scheduler(), defaults.processingResolution()));
    }

    /**
     * Refuses what cannot be with any checkpoint.
     *
     * @throws UsageException if a value is outside its range, or no ensembler has that name
     */
    void check() {
        for (String ensembler : plan(SweepPlan.builder("ddim", 0)).ensemblers()) {
            try {
                MemberMerger.named(ensembler);
            } catch (ProviderUnavailableException e) {
                throw new UsageException(e.getMessage(), e);
            }
        }
    }

    private SweepPlan plan(SweepPlan.Builder plan) {
        Settings.set("--ensemble-sizes", ensembleSizes, values -> plan.ensembleSizes(numbers(values)));
        Settings.set("--ensemblers", ensemblers, values -> plan.ensemblers(values.toArray(new String[0])));
        Settings.set("--steps", steps, values -> plan.steps(numbers(values)));
        Settings.set("--schedulers", schedulers, values -> plan.schedulers(values.toArray(new String[0])));
        Settings.set("--resolutions", resolutions, values -> plan.resolutions(numbers(values)));
        return plan.build();
    }

    /** Adds what decides on predictions besides the grid. */
    void describe(Map<String, String> settings) {
        details.describe(settings);
    }

    private static int[] numbers(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
