package dev.marigold.cli.models;

import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.file.OutputFolder;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** Checkpoints that are whole or not there, also when the process is told to end. */
final class CheckpointOutput {
    private CheckpointOutput() {}

    /**
     * Writes a checkpoint.
     *
     * @param directory absent or empty
     * @param writer hears of no cancellation, but its files close when the thread is interrupted
     */
    static void write(Path directory, OutputFile.Maker writer) throws IOException {
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
    }
}
