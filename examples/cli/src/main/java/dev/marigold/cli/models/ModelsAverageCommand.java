package dev.marigold.cli.models;

import dev.marigold.checkpoint.AveragedCheckpoint;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code marigold models average}: one checkpoint of several. */
@Command(
        name = "average",
        description =
                "Writes a checkpoint whose weights are the means of several ones' weights. These must be of the same networks, and related:"
                        + " the ends of trainings that went on from one another.")
final class ModelsAverageCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "CHECKPOINT",
            arity = "2..*",
            description = "Directories in the diffusers layout; of the first one are configuration and types.")
    private List<Path> checkpoints = List.of();

    @Mixin
    private CheckpointOutput output = new CheckpointOutput();

    @Option(
            names = "--fp8",
            description =
                    "Store the denoising network's matrices and kernels in 8 bits (float8, 4 of exponent, 3 of fraction); default: in the first one's types.")
    private boolean eightBit;

    ModelsAverageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        AveragedCheckpoint average = average();
        output.write(console, average::write);
        return 0;
    }

    private AveragedCheckpoint average() throws IOException {
        List<Checkpoint> opened = new ArrayList<>();
        for (Path checkpoint : checkpoints) {
            opened.add(Checkpoint.open(checkpoint));
        }
        try {
            AveragedCheckpoint average = AveragedCheckpoint.of(opened);
            return eightBit ? average.withEightBitUnet() : average;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
