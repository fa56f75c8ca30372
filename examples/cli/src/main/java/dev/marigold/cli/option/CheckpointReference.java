package dev.marigold.cli.option;

import dev.marigold.CheckpointFetcher;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What is made of references to checkpoints: the bundled one wins over an existing directory of that name, a directory over a scheme such as {@code hf:}. */
public final class CheckpointReference {
    private CheckpointReference() {}

    /** Returns what the library calls a checkpoint that is not a directory. */
    public static String named(String reference) {
        return reference.equals(EngineOptions.BUNDLED) ? CheckpointFetcher.BUNDLED : reference;
    }

    /** Returns the directory that a reference names; empty if there is none, or the reference is no path on this system. */
    public static Optional<Path> directory(String reference) {
        try {
            return Optional.of(reference)
                    .filter(text -> !text.isEmpty() && !text.equals(EngineOptions.BUNDLED))
                    .map(Path::of)
                    .filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
