package dev.marigold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.FileNames;
import dev.marigold.cli.console.Interruption;
import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.console.Terminal;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.depth.DepthCommand;
import dev.marigold.cli.evaluate.CompareCommand;
import dev.marigold.cli.evaluate.EvaluateCommand;
import dev.marigold.cli.models.ModelsCommand;
import dev.marigold.cli.render.RenderCommand;
import dev.marigold.cli.sweep.SweepCommand;
import dev.marigold.cli.training.TrainCommand;
import dev.marigold.error.CancelledException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes: 0 done, 1 a request failed, 2 bad usage, 128 and its number where a signal ended it. */
@Command(
        name = "marigold",
        description = "Predicts depth from single pictures with Marigold checkpoints.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpWidth = 110,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a request failed", "2:bad usage", "130, 143, 129:ended by a signal"})
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;
    private static final String HEADLESS = "java.awt.headless";
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    /** Runs the program and ends the virtual machine with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "marigold: %4$s: %5$s%n");
        }
        if (System.getProperty(HEADLESS) == null) {
            // Charts are drawn into files: no display is needed, and one that is gone must not matter.
            System.setProperty(HEADLESS, "true");
        }
        Console console = new Console(System.out, System.err, Terminal.showsStandardError());
        requireKnownNames(console, arguments);
        System.exit(Interruption.exitCode(run(console, arguments)));
    }

    /** Before anything else: not even a logger is to be had in a directory that has no name. */
    private static void requireKnownNames(Console console, String... arguments) {
        try {
            FileNames.requireKnown(arguments);
        } catch (UsageException e) {
            console.failure(e);
            System.exit(BAD_USAGE);
        }
    }

    /** Runs the program and returns its exit code. */
    static int run(Console console, String... arguments) {
        try {
            int exitCode = commandLine(console).execute(arguments);
            if (exitCode == 0 && console.out().checkError()) {
                console.failure(new RequestFailedException("Cannot write to standard output"));
                return FAILED;
            }
            return exitCode;
        } catch (OutOfMemoryError e) {
            console.failure(e);
            return FAILED;
        }
    }

    private static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Main(console));
        // A picture may be called @photo.png.
        line.setExpandAtFiles(false);
        line.addSubcommand(new DepthCommand(console));
        line.addSubcommand(new EvaluateCommand(console));
        line.addSubcommand(new CompareCommand(console));
        line.addSubcommand(new SweepCommand(console));
        line.addSubcommand(new TrainCommand(console));
        line.addSubcommand(ModelsCommand.commandLine(console));
        line.addSubcommand(new RenderCommand(console));
        return line.setOut(new PrintWriter(console.out(), true, UTF_8))
                .setErr(new PrintWriter(console.err(), true, UTF_8))
                .setParameterExceptionHandler(
                        (failure, arguments) -> badUsage(console, failure.getCommandLine(), failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(console, command, failure));
    }

    private static int failed(Console console, CommandLine command, Exception failure) {
        if (Interruption.wasReceived()) {
            // What stops halfway fails in ways that say nothing.
            console.failure(
                    failure instanceof CancelledException
                            ? failure
                            : new CancelledException("The program was told to end", failure));
            return FAILED;
        }
        if (failure instanceof UsageException || failure instanceof ParameterException) {
            return badUsage(console, command, failure);
        }
        console.failure(failure);
        return FAILED;
    }

    private static int badUsage(Console console, CommandLine command, Exception failure) {
        console.failure(new UsageException(failure.getMessage(), failure));
        console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return BAD_USAGE;
    }

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    void verbose(boolean verbose) {
        console.setVerbose(verbose);
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"marigold " + (version == null ? "(development build)" : version)};
        }
    }
}
