package dev.marigold.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands options to the library, whose own checks decide. */
final class Settings {
    private Settings() {}

    /**
     * Sets something unless the user left the option out.
     *
     * @throws UsageException if the library refuses the value; names the option
     */
    static <T> void set(String option, @Nullable T value, Consumer<T> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid value for option '" + option + "': " + e.getMessage(), e);
        }
    }
}
