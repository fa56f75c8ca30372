package dev.marigold.cli.models;

import dev.marigold.CheckpointFetcher;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.cli.option.Converters;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.error.DownloadException;
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
        new CheckpointDescription(Checkpoint.open(directory(), variant)).print(console.out());
        return 0;
    }

    private Path directory() throws IOException {
        Optional<Path> directory = CheckpointReference.directory(reference);
        if (directory.isPresent()) {
            return directory.get();
        }
        if (!reference.equals(EngineOptions.BUNDLED) && !reference.startsWith(PublishedCheckpoint.HUB)) {
            throw new RequestFailedException(
                    "REF must be an existing directory, hf:OWNER/NAME[@REVISION] or bundled; no directory at "
                            + reference);
        }
        try {
            return CheckpointFetcher.fetch(
                    CheckpointReference.named(reference),
                    CheckpointFetcher.request().variant(variant).localOnly().build());
        } catch (DownloadException e) {
            throw new RequestFailedException(e.getMessage() + "; " + remedy());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private String remedy() {
        return PublishedCheckpoint.of(reference)
                .filter(PublishedCheckpoint::isPlanned)
                .map(checkpoint -> "checkpoints for " + checkpoint.prediction() + " are planned, nothing runs them yet")
                .orElse("marigold depth --model " + reference + " fetches it");
    }
}
