package dev.marigold.cli.training;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.TerminalLine;
import dev.marigold.training.TrainingListener;
import dev.marigold.training.TrainingProgress;
import dev.marigold.training.ValidationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how a training goes: checkpoints and validations in lines of their own, and on a terminal a bar. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
    private static final double SMOOTHING = 0.95;

    private final Console console;
    private double smoothed = Double.NaN;
    private @Nullable ProgressBar bar;

    // Read by the thread that draws.
    private volatile Duration remaining = Duration.ZERO;

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
        remaining = progress.remaining();
        if (bar == null) {
            bar = TerminalLine.bar(console.err(), "train", progress.updates())
                    .startsFrom(progress.update(), progress.elapsed())
                    .setEtaFunction(state -> Optional.of(remaining))
                    .build();
        }
        bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", smoothed));
        bar.stepTo(progress.update());
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
                .sorted(Map.Entry.comparingByKey())
                .forEach(mean -> line.append(' ')
                        .append(mean.getKey().label())
                        .append(String.format(Locale.ROOT, " %.4f", mean.getValue())));
        if (result.failed() > 0) {
            line.append(", ").append(result.failed()).append(" failed");
        }
        console.note(line.toString());
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the bar away. */
    void clear() {
        if (bar != null) {
            TerminalLine.close(bar, console.err());
            bar = null;
        }
    }
}
