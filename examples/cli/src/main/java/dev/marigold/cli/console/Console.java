package dev.marigold.cli.console;

import dev.marigold.error.MarigoldException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Where the program writes: results to one stream, progress and failures to the other. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private boolean verbose;

    /**
     * Creates a console.
     *
     * @param interactive whether a person watches {@code err} on a terminal
     */
    public Console(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean isInteractive() {
        return interactive;
    }

    public void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    /** Says something worth knowing that is not a failure. */
    public void note(String message) {
        err.println("marigold: INFO: " + message);
    }

    /** Reports a failure in one line, with the stack trace if the user asked for it. */
    public void failure(Throwable failure) {
        failure(message(failure), failure);
    }

    /** Reports that one of several inputs failed. */
    public void failure(Object input, Throwable failure) {
        String message = message(failure);
        failure(message.contains(input.toString()) ? message : input + ": " + message, failure);
    }

    /** Says in one line what went wrong with a part of a request. */
    public void warn(String message) {
        err.println("marigold: " + line(message));
    }

    private void failure(String message, Throwable failure) {
        err.println("marigold: " + line(message));
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    /** Returns what to tell the user about a failure: one line. */
    public static String describe(Throwable failure) {
        return line(message(failure));
    }

    private static String line(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String message(Throwable failure) {
        @Nullable String message = failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "No such file: " + message;
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied: " + message;
        }
        if (failure instanceof NotDirectoryException) {
            return "Not a directory: " + message;
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getReason() == null
                    ? "Exists already and is not a directory: " + message
                    : String.valueOf(message);
        }
        if (failure instanceof OutOfMemoryError) {
            return "Out of memory (" + message
                    + "); use a smaller --resolution or --size, fewer --threads, or more heap with java -Xmx";
        }
        if (message != null && isExpected(failure)) {
            return message;
        }
        return "Internal error, --verbose shows where: " + failure;
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof MarigoldException
                || failure instanceof IllegalArgumentException
                || failure instanceof RequestFailedException
                || failure instanceof UsageException;
    }
}
