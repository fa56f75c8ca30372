package dev.marigold.cli.training;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.LoadingProgress;
import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.console.UsageException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.training.Trainer;
import dev.marigold.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code marigold train}: a file of settings in, checkpoints out. */
@Command(
        name = "train",
        description =
                "Trains a checkpoint on pictures with depth; see docs/training.md for the file of settings. Stopped"
                        + " with Ctrl-C, it writes a checkpoint first and goes on from it with --resume.")
public final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", required = true, paramLabel = "FILE.yaml", description = "The settings.")
    private Path config = Path.of("");

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The run: checkpoint-NNNNNNNN, losses.csv, validation.csv, previews.")
    private Path output = Path.of("");

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "A run or one of its checkpoints to go on from, with the same settings.")
    private @Nullable Path resume;

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = Interruption.watchUntilFinished();
                TrainingDisplay display = new TrainingDisplay(console)) {
            if (resume == null) {
                requireUnused();
            }
            try (TrainingFile settings = read()) {
                Trainer.Builder trainer = settings.trainer()
                        .listener(new SettingsCopy(config, output, display, console))
                        .cancellation(interruption.cancellation());
                if (resume != null) {
                    trainer.resume(resume);
                }
                Trainer ready = trainer.build();
                settings.makeStart();
                TrainingResult result = ready.run();
                display.clear();
                console.out().println(result.checkpoint());
                return 0;
            }
        } catch (ProviderUnavailableException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private TrainingFile read() throws IOException {
        try (LoadingProgress loading = new LoadingProgress(console)) {
            return TrainingFile.read(config, output, loading);
        }
    }

    /** Refused here as well as by the library: before a checkpoint to start from is fetched or made, which may take long. */
    private void requireUnused() throws IOException {
        Optional<Path> newest = Trainer.newestCheckpoint(output);
        if (newest.isPresent()) {
            throw new RequestFailedException(output + " holds " + newest.get().getFileName()
                    + " already; go on from it with --resume " + output + ", or use another --output");
        }
    }
}
