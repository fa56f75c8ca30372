package dev.marigold.cli.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line of the terminal, drawn over and over; the library's own consumer leaves an empty line behind each bar. */
public record TerminalLine(PrintStream err) implements ProgressBarConsumer {
    private static final int WIDTH = 79;
    private static final int REDRAW_MILLIS = 200;

    /** Returns the start of a bar that is drawn on one line and taken away in the end. */
    public static ProgressBarBuilder bar(PrintStream err, String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .clearDisplayOnFinish()
                .setConsumer(new TerminalLine(err));
    }

    /** Takes a bar away. */
    public static void close(ProgressBar bar, PrintStream err) {
        bar.close();
        // A bar that was not drawn before is drawn on closing, and stays.
        new TerminalLine(err).clear();
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public void accept(String text) {
        err.print("\r" + text);
        err.flush();
    }

    @Override
    public void clear() {
        accept(" ".repeat(WIDTH) + "\r");
    }

    @Override
    public void close() {
        err.flush();
    }
}
