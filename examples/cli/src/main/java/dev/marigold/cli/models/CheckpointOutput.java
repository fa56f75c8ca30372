package dev.marigold.cli.models;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.file.OutputFolder;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command puts the checkpoint it makes, which is whole or not there, also when the process is told to end. */
final class CheckpointOutput {
    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Absent or empty directory.")
    private Path directory = Path.of("");

    /**
     * Writes a checkpoint, and says where it is.
     *
     * @param writer hears of no cancellation, but its files close when the thread is interrupted
     */
    void write(Console console, OutputFile.Maker writer) throws IOException {
        try (Interruption interruption = Interruption.watch()) {
            OutputFolder.create(directory, folder -> {
                try {
                    writer.make(folder);
                } catch (ClosedByInterruptException e) {
                    interruption.cancellation().throwIfCancelled();
                    throw e;
                }
            });
        }
        console.out().println(directory);
    }
}
