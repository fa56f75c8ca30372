package dev.marigold.cli;

import dev.marigold.cli.training.SettingsException;
import dev.marigold.cli.training.TrainingFile;
import dev.marigold.training.Trainer;
import dev.marigold.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
final class TrainCommand implements Callable<Integer> {
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

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = Interruption.watch();
                TrainingDisplay display = new TrainingDisplay(console)) {
            Trainer.Builder trainer =
                    TrainingFile.read(config, output).listener(display).cancellation(interruption.cancellation());
            if (resume != null) {
                trainer.resume(resume);
            }
            Trainer ready = trainer.build();
            Files.createDirectories(output);
            Files.copy(config, output.resolve("config.yaml"), StandardCopyOption.REPLACE_EXISTING);
            TrainingResult result = ready.run();
            display.clear();
            console.out().println(result.checkpoint());
            return 0;
        } catch (SettingsException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
