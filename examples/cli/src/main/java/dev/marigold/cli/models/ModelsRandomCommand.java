package dev.marigold.cli.models;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.option.Converters;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code marigold models random}: a checkpoint of random weights. */
@Command(
        name = "random",
        description =
                "Writes a checkpoint of random weights in the published layout, for benchmarks and tests: its maps are noise.")
final class ModelsRandomCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "NAME",
            converter = Converters.ToPreset.class,
            description =
                    "sd2: as the published depth checkpoints, 5.2 GB; sd2-normals: as those for normals; tiny: 5 MB.")
    private Preset preset = Preset.TINY;

    @Mixin
    private CheckpointOutput output = new CheckpointOutput();

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            converter = Converters.ToDType.class,
            description = "fp32, or fp16 for files half as large; default: fp32.")
    private DType dtype = DType.F32;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same bytes; default: 0.")
    private long seed;

    ModelsRandomCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RandomCheckpoint checkpoint = RandomCheckpoint.of(preset, dtype, seed);
        output.write(console, checkpoint::write);
        return 0;
    }
}
