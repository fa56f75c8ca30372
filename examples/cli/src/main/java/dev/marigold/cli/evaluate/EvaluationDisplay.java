package dev.marigold.cli.evaluate;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.TerminalLine;
import dev.marigold.evaluation.EvaluationProgress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far an evaluation is and how long it still takes, and nothing elsewhere. */
final class EvaluationDisplay implements AutoCloseable {
    private final Console console;
    private @Nullable ProgressBar bar;

    EvaluationDisplay(Console console) {
        this.console = console;
    }

    void show(EvaluationProgress progress) {
        if (!console.isInteractive()) {
            return;
        }
        if (bar == null) {
            bar = open(progress);
        }
        if (progress.failed() > 0) {
            bar.setExtraMessage(progress.failed() + " failed");
        }
        bar.stepTo(progress.done());
    }

    private ProgressBar open(EvaluationProgress progress) {
        // What an earlier run did took none of this run's time.
        return TerminalLine.bar(console.err(), "evaluate", progress.total())
                .startsFrom(progress.resumed(), Duration.ZERO)
                .build();
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            TerminalLine.close(bar, console.err());
            bar = null;
        }
    }
}
