package dev.marigold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.marigold.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What a run of the program left behind. */
public record Outcome(int exitCode, String out, String err) {
    /** Runs the program in this process, without a terminal. */
    public static Outcome of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int exitCode = Main.run(console, words);
        return new Outcome(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
