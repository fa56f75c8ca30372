package dev.marigold.cli.models;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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

    ModelsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        HuggingFaceCache cache = HuggingFaceCache.of(System.getenv());
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
                    state(cache.snapshot(checkpoint.name())));
        }
        out.println("Planned: what the program cannot predict yet. Cache: " + cache.root());
        return 0;
    }

    private static String state(Optional<Path> snapshot) {
        if (snapshot.isEmpty()) {
            return "no";
        }
        try {
            Checkpoint.open(snapshot.get());
            return "yes";
        } catch (IOException | ModelLoadException e) {
            return "in part";
        }
    }
}
