package dev.marigold.cli.evaluate;

import dev.marigold.DepthEstimator;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.LoadingProgress;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.DatasetOptions;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.cli.option.SamplingDetails;
import dev.marigold.cli.option.SamplingOptions;
import dev.marigold.cli.option.ScoringOptions;
import dev.marigold.cli.option.Settings;
import dev.marigold.cli.report.EvaluationReport;
import dev.marigold.cli.report.ExampleAlbum;
import dev.marigold.cli.report.RunFacts;
import dev.marigold.dataset.DatasetSubset;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.error.CancelledException;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleFailure;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marigold evaluate}: depth maps against measured depth. */
@Command(
        name = "evaluate",
        description = "Measures how far depth maps are from measured depth: a model's, or those that are there already."
                + " Prints the names of the files it writes; run again after an interruption, it goes on.")
public final class EvaluateCommand implements Callable<Integer> {
    private static final Set<Class<?>> MODEL_OPTIONS =
            Set.of(EngineOptions.class, SamplingOptions.class, SamplingDetails.class);
    private static final int SHOWN_FAILURES = 10;
    private static final int MAX_EXAMPLES = 20;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Mixin
    private PredictorOptions source = new PredictorOptions();

    @Mixin
    private ScoringOptions scoring = new ScoringOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description =
                    "Directory for the tables and the report, made if absent; an unfinished run in it is resumed.")
    private Path output = Path.of("");

    @Option(
            names = "--examples",
            paramLabel = "N",
            description =
                    "Pictures that the report shows of the best, the middle and the worst each, 0 to 20; default: 2.")
    private int examples = 2;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    public EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        requireConsistent();
        Instant start = Instant.now();
        try (Interruption interruption = Interruption.watch();
                DepthDataset pictures = dataset.open();
                OpenPredictor predictor = open(pictures)) {
            ExampleAlbum album = ExampleAlbum.of(examples, pictures.size());
            EvaluationResult result =
                    judge(evaluation(pictures, predictor).cancellation(interruption.cancellation()), album);
            Set<String> missing = album.missing(result);
            if (!missing.isEmpty()) {
                DepthDataset shown = DatasetSubset.matching(pictures, sample -> missing.contains(sample.id()));
                show(evaluation(shown, predictor)
                        .listener(album.keepingAll())
                        .cancellation(interruption.cancellation()));
            }
            RunFacts facts = new RunFacts(dataset.layout(), start);
            tell(result, new EvaluationReport(result, facts, album).write(output));
            return result.failures().isEmpty() ? 0 : 1;
        }
    }

    private EvaluationResult judge(DepthEvaluation.Builder evaluation, ExampleAlbum album) throws IOException {
        try (EvaluationDisplay display = new EvaluationDisplay(console)) {
            return evaluation
                    .output(output)
                    .listener(new EvaluationWatch(console, display, album))
                    .build()
                    .run();
        } catch (CancelledException e) {
            throw new CancelledException("The evaluation was stopped; the same command goes on in " + output, e);
        }
    }

    /** Judges once more what the report is to show; the numbers are there without it. */
    private void show(DepthEvaluation.Builder examples) {
        try {
            examples.build().run();
        } catch (IOException e) {
            console.warn("The report lacks pictures: " + Console.describe(e));
        }
    }

    private void requireConsistent() {
        source.requireConsistent();
        if (examples < 0 || examples > MAX_EXAMPLES) {
            throw new UsageException("Invalid value for option '--examples': examples must be in [0, " + MAX_EXAMPLES
                    + "], got " + examples);
        }
        if (source.runsModel()) {
            return;
        }
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.userObject() instanceof Field field && MODEL_OPTIONS.contains(field.getDeclaringClass())) {
                throw new UsageException(option.longestName() + " is for models, not for " + source.substitute());
            }
        }
    }

    private OpenPredictor open(DepthDataset pictures) throws IOException {
        if (!source.runsModel()) {
            return OpenPredictor.substitute(
                    source, pictures, scoring.alignment(dataset.layout()).mode());
        }
        // Before a checkpoint is fetched, which may have gigabytes.
        scoring.check(pictures, dataset.layout());
        source.protocol().ifPresent(protocol -> sampling.preset(protocol, dataset.layout()));
        DepthEstimator.Builder builder = DepthEstimator.builder();
        engine.applyTo(builder, pictures.size());
        sampling.applyTo(builder);
        try (LoadingProgress loading = new LoadingProgress(console)) {
            DepthEstimator estimator = Settings.open(builder.progress(loading));
            try {
                return OpenPredictor.model(estimator, source, settings(estimator));
            } catch (IOException | RuntimeException e) {
                estimator.close();
                throw e;
            }
        }
    }

    private Map<String, String> settings(DepthEstimator estimator) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        engine.describe(settings, estimator.checkpoint());
        sampling.describe(settings);
        return settings;
    }

    private DepthEvaluation.Builder evaluation(DepthDataset pictures, OpenPredictor predictor) {
        DepthEvaluation.Builder builder =
                DepthEvaluation.builder(pictures, predictor.predictor()).alignment(scoring.alignment(dataset.layout()));
        DatasetOptions.describe(pictures, builder::setting);
        scoring.applyTo(builder);
        return builder;
    }

    private void tell(EvaluationResult result, List<Path> reports) {
        List<SampleFailure> failures = result.failures();
        for (SampleFailure failure : failures.subList(0, Math.min(failures.size(), SHOWN_FAILURES))) {
            console.warn(failure.sample() + ": " + failure.reason());
        }
        if (!failures.isEmpty()) {
            console.warn(
                    RunFacts.evaluated(result) + "; " + output.resolve("failures.csv") + " says which failed and why");
        }
        console.out().println(output.resolve("per_sample_metrics.csv"));
        reports.forEach(console.out()::println);
    }
}
