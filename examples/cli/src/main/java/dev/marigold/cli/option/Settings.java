package dev.marigold.cli.option;

import dev.marigold.DepthEstimator;
import dev.marigold.cli.console.UsageException;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands options to the library, whose own checks decide. */
public final class Settings {
    private Settings() {}

    /**
     * Sets something unless the user left the option out.
     *
     * @throws UsageException if the library refuses the value; names the option
     */
    public static <T> void set(String option, @Nullable T value, Consumer<T> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid value for option '" + option + "': " + e.getMessage(), e);
        }
    }

    /**
     * Opens an estimator.
     *
     * @throws UsageException if a value or a plugin does not exist
     */
    public static DepthEstimator open(DepthEstimator.Builder builder) throws IOException {
        try {
            return builder.build();
        } catch (IllegalArgumentException | ProviderUnavailableException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
