package dev.marigold.cli.sweep;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.DatasetOptions;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.cli.option.ScoringOptions;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.evaluation.DepthSweep;
import dev.marigold.evaluation.SweepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code marigold sweep}: how good a checkpoint is with every setting of a grid. */
@Command(
        name = "sweep",
        description = {
            "Judges a checkpoint with every ensemble size, number of steps, scheduler, resolution and ensembler that is"
                    + " listed. Members are computed once and merged for every smaller ensemble. A sweep that was"
                    + " stopped goes on where it was.",
            "Prints the names of the files it writes: sweep.csv, sweep.json, summary.md and charts."
        })
public final class SweepCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Console console;

    @Mixin
    private DatasetOptions data = new DatasetOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private ScoringOptions scoring = new ScoringOptions();

    @Mixin
    private SweepOptions options = new SweepOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the results, made if absent; of an earlier run, to go on with it.")
    private Path output = Path.of("");

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = Interruption.watch();
                DepthDataset dataset = data.open();
                ProgressDisplay display = new ProgressDisplay(console)) {
            SweepWatch watch = new SweepWatch(display, console);
            // Before a checkpoint is fetched, which may have gigabytes.
            scoring.check(dataset, data.layout());
            options.check();
            try (SweepModels models = new SweepModels(engine, options, display)) {
                DepthSweep.Builder sweep = DepthSweep.builder(dataset, models, models.plan())
                        .alignment(scoring.alignment(data.layout()))
                        .metrics(scoring.metrics())
                        .sizeMismatch(scoring.sizeMismatch())
                        .seed(options.seed())
                        .output(output)
                        .listener(watch)
                        .cancellation(interruption.cancellation());
                DatasetOptions.describe(dataset, sweep::setting);
                models.settings().forEach(sweep::setting);
                SweepResult result = run(sweep.build());
                SweepFacts facts = new SweepFacts(engine.model(), dataset.name(), options.seed(), models.settings());
                watch.finish();
                new SweepReport(facts, result).write(output).forEach(console.out()::println);
            }
            return watch.hasFailures() ? FAILED : 0;
        }
    }

    private SweepResult run(DepthSweep sweep) throws IOException {
        try {
            return sweep.run();
        } catch (CancelledException e) {
            throw new CancelledException("The sweep was stopped; the same command goes on in " + output, e);
        } catch (ProviderUnavailableException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
