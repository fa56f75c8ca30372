package dev.marigold.cli.models;

import dev.marigold.CheckpointFetcher;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.cli.option.Converters;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.CheckpointRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code marigold models info}: what a checkpoint on this machine consists of. */
@Command(
        name = "info",
        description =
                "Describes a checkpoint on this machine: networks, parameters, scheduler, defaults and files; uses no network.")
final class ModelsInfoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "REF",
            description =
                    "A directory in the diffusers layout, hf:OWNER/NAME[@REVISION] if it is in the cache, or bundled.")
    private String reference = "";

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            converter = Converters.ToWeightVariant.class,
            description =
                    "Which stored weights to describe: any, fp32 or fp16; default: any, which takes fp32 where it exists.")
    private WeightVariant variant = WeightVariant.ANY;

    ModelsInfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        new CheckpointDescription(checkpoint()).print(console.out());
        return 0;
    }

    private Checkpoint checkpoint() throws IOException {
        if (!reference.equals(EngineOptions.BUNDLED)) {
            return Checkpoint.open(directory(), variant);
        }
        CheckpointRequest request = new CheckpointRequest(
                variant, ProgressListener.none(), new Cancellation(), getClass().getClassLoader());
        return Checkpoint.open(CheckpointFetcher.fetch(CheckpointFetcher.BUNDLED, request), variant);
    }

    private Path directory() throws IOException {
        Optional<Path> directory = CheckpointReference.directory(reference);
        if (directory.isPresent()) {
            return directory.get();
        }
        if (!reference.startsWith(PublishedCheckpoint.HUB)) {
            throw new RequestFailedException(
                    "REF must be an existing directory, hf:OWNER/NAME[@REVISION] or bundled; no directory at "
                            + reference);
        }
        HuggingFaceCache cache = HuggingFaceCache.of(System.getenv());
        return cache.snapshot(reference.substring(PublishedCheckpoint.HUB.length()))
                .orElseThrow(() -> new RequestFailedException(reference + " is not in the cache " + cache.root()
                        + ", and info fetches nothing; " + remedy()));
    }

    private String remedy() {
        return PublishedCheckpoint.of(reference)
                .filter(PublishedCheckpoint::isPlanned)
                .map(checkpoint -> "checkpoints for " + checkpoint.prediction() + " are planned, nothing runs them yet")
                .orElse("marigold depth --model " + reference + " would");
    }
}
