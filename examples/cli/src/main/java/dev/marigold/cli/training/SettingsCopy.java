package dev.marigold.cli.training;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.training.TrainingListener;
import dev.marigold.training.TrainingProgress;
import dev.marigold.training.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the file of settings with the run, from the first thing on that the training does: one that is refused leaves the run's file as it was.
 * Hands on what it hears.
 */
final class SettingsCopy implements TrainingListener {
    private static final String NAME = "config.yaml";

    private final String settings;
    private final Path copy;
    private final TrainingListener display;
    private final Console console;
    private boolean written;

    /**
     * Reads the file; nothing is written yet.
     *
     * @throws IOException if it cannot be read
     */
    SettingsCopy(Path config, Path output, TrainingListener display, Console console) throws IOException {
        this.settings = Files.readString(config);
        this.copy = output.resolve(NAME);
        this.display = display;
        this.console = console;
    }

    @Override
    public void updated(TrainingProgress progress) {
        write();
        display.updated(progress);
    }

    @Override
    public void saved(Path checkpoint) {
        write();
        display.saved(checkpoint);
    }

    @Override
    public void validated(ValidationResult result) {
        write();
        display.validated(result);
    }

    /** A copy that cannot be written is no reason to stop a training. */
    private void write() {
        if (written) {
            return;
        }
        written = true;
        try {
            OutputFile.write(copy, settings);
        } catch (IOException e) {
            console.warn(copy + " could not be written: " + Console.describe(e));
        }
    }
}
