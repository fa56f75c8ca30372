package dev.marigold.cli.models;

import dev.marigold.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code marigold models}: what there is to know about checkpoints without running them. */
@Command(name = "models", description = "Lists, describes and makes checkpoints.", synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand {
    private ModelsCommand() {}

    public static CommandLine commandLine(Console console) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsListCommand(console))
                .addSubcommand(new ModelsInfoCommand(console))
                .addSubcommand(new ModelsRandomCommand(console))
                .addSubcommand(new ModelsAverageCommand(console))
                .addSubcommand(new ModelsDeepenCommand(console));
    }
}
