package dev.marigold.cli;

import dev.marigold.training.TrainingListener;
import dev.marigold.training.TrainingProgress;
import dev.marigold.training.ValidationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Shows how a training goes: checkpoints and validations in lines of their own, and on a terminal a line that is drawn over and over. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
    private static final int WIDTH = 79;
    private static final double SMOOTHING = 0.95;

    private final Console console;
    private double smoothed = Double.NaN;
    private boolean drawn;

    TrainingDisplay(Console console) {
        this.console = console;
    }

    @Override
    public void updated(TrainingProgress progress) {
        if (!console.isInteractive()) {
            return;
        }
        if (!Double.isNaN(progress.loss())) {
            smoothed =
                    Double.isNaN(smoothed) ? progress.loss() : SMOOTHING * smoothed + (1 - SMOOTHING) * progress.loss();
        }
        String line = String.format(
                Locale.ROOT,
                "update %d of %d  loss %.4f  %s left",
                progress.update(),
                progress.updates(),
                smoothed,
                show(progress.remaining()));
        console.err().print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
        console.err().flush();
        drawn = true;
    }

    private static String show(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    @Override
    public void saved(Path checkpoint) {
        clear();
        console.note("wrote " + checkpoint);
    }

    @Override
    public void validated(ValidationResult result) {
        clear();
        StringBuilder line = new StringBuilder("update " + result.update() + " on " + result.dataset() + ":");
        result.means().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(mean -> line.append(' ')
                        .append(mean.getKey().label())
                        .append(String.format(Locale.ROOT, " %.4f", mean.getValue())));
        console.note(line.toString());
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the line away. */
    void clear() {
        if (drawn) {
            console.err().print("\r" + " ".repeat(WIDTH) + "\r");
            console.err().flush();
            drawn = false;
        }
    }
}
