package dev.marigold.internal.source;

import dev.marigold.error.ModelLoadException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's home directory. Users whom the system has no entry for, as in many containers, have none; Java then speaks of {@code ?}. Stateless. */
public final class UserHome {
    private UserHome() {}

    /**
     * Returns the directory: what Java says, else what the environment says, if it is a path from the root on.
     *
     * @param environment the environment variables
     * @param property value of the system property {@code user.home}
     */
    public static Optional<Path> find(Map<String, String> environment, String property) {
        return Stream.of(property, environment.getOrDefault("HOME", ""))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst();
    }

    /**
     * Returns what to throw where there is none and one is needed.
     *
     * @param remedy variable that makes it superfluous
     */
    public static ModelLoadException missing(String remedy) {
        return new ModelLoadException(
                "The user has no home directory to keep checkpoints in: name a folder for them in the"
                        + " environment variable " + remedy);
    }
}
