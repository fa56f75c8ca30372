package dev.marigold.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** One line of the terminal, drawn over and over; the library's own consumer leaves an empty line behind each bar. */
record TerminalLine(PrintStream err) implements ProgressBarConsumer {
    private static final int WIDTH = 79;

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
