package dev.marigold.cli.console;

import dev.marigold.progress.Progress;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows one bar at a time on a terminal, and nothing elsewhere. Used by the thread that works. */
public final class ProgressDisplay implements ProgressListener, AutoCloseable {
    private static final int MEBIBYTE = 1 << 20;

    private final Console console;
    private String subject = "";
    private String shown = "";
    private @Nullable ProgressBar bar;

    public ProgressDisplay(Console console) {
        this.console = console;
    }

    /** Names what the following reports are about. */
    public void about(String subject) {
        close();
        this.subject = subject;
    }

    @Override
    public void onProgress(Progress progress) {
        show(task(progress), progress.done(), progress.total(), progress.stage() == Stage.DOWNLOAD);
    }

    /** Shows how far a task is that has no stages. */
    public void show(String task, long done, long total) {
        show(task, done, total, false);
    }

    private void show(String task, long done, long total, boolean bytes) {
        if (!console.isInteractive()) {
            return;
        }
        if (bar == null || !task.equals(shown)) {
            close();
            bar = open(task, total, bytes);
            shown = task;
        }
        bar.stepTo(done);
    }

    private String task(Progress progress) {
        String what = progress.stage().name().toLowerCase(Locale.ROOT);
        return progress.detail().isEmpty() ? subject + " " + what : what + " " + progress.detail();
    }

    private ProgressBar open(String task, long total, boolean bytes) {
        ProgressBarBuilder builder = TerminalLine.bar(console.err(), task, total);
        if (bytes) {
            builder.setUnit(" MiB", MEBIBYTE);
        }
        return builder.build();
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
