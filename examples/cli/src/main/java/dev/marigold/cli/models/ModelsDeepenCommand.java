package dev.marigold.cli.models;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.random.DeeperCheckpoint;
import dev.marigold.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code marigold models deepen}: a checkpoint with more to learn with. */
@Command(
        name = "deepen",
        description =
                "Writes a checkpoint whose denoising network has one more residual block a level, and predicts the same until it is trained on.")
final class ModelsDeepenCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "CHECKPOINT", description = "Directory in the diffusers layout.")
    private Path checkpoint = Path.of("");

    @Mixin
    private CheckpointOutput output = new CheckpointOutput();

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same bytes; default: 0.")
    private long seed;

    ModelsDeepenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DeeperCheckpoint deeper = DeeperCheckpoint.of(Checkpoint.open(checkpoint), seed);
        output.write(console, deeper::write);
        return 0;
    }
}
