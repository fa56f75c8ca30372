package dev.marigold.cli.models;

import dev.marigold.CheckpointFetcher;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.error.DownloadException;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code marigold models list}: the published checkpoints, and which of them are on this machine. */
@Command(
        name = "list",
        description =
                "Lists the bundled and the published checkpoints, and whether the local Hugging Face cache has these; uses no"
                        + " network.")
final class ModelsListCommand implements Callable<Integer> {
    private static final String ROW = "%-44s %-20s %5s  %-13s %s%n";

    private final Console console;
    private boolean warned;

    ModelsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PrintStream out = console.out();
        out.printf(Locale.ROOT, ROW, "REFERENCE", "PREDICTS", "STEPS", "LICENCE", "CACHED");
        out.printf(Locale.ROOT, ROW, EngineOptions.BUNDLED, "depth", 1, "Apache-2.0", "comes with the program");
        for (PublishedCheckpoint checkpoint : PublishedCheckpoint.all()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    PublishedCheckpoint.HUB + checkpoint.name(),
                    checkpoint.prediction() + (checkpoint.isPlanned() ? " (planned)" : ""),
                    checkpoint.steps(),
                    checkpoint.licence(),
                    isCached(checkpoint) ? "yes" : "no");
        }
        out.println("Planned: what the program cannot predict yet.");
        return 0;
    }

    private boolean isCached(PublishedCheckpoint checkpoint) {
        try {
            CheckpointFetcher.fetch(
                    PublishedCheckpoint.HUB + checkpoint.name(),
                    CheckpointFetcher.request().localOnly().build());
            return true;
        } catch (DownloadException e) {
            return false;
        } catch (ModelLoadException | IOException e) {
            warnOnce("Cannot look into the cache: " + Console.describe(e));
            return false;
        }
    }

    private void warnOnce(String message) {
        if (!warned) {
            warned = true;
            console.warn(message);
        }
    }
}
