package dev.marigold.internal.provider;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of the ids by which users select providers. */
public final class ProviderIds {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]*");

    private ProviderIds() {}

    /**
     * Returns the id of a provider that somebody hands over, which has the right syntax.
     *
     * @throws IllegalArgumentException if it has not; names the class
     */
    public static String requireValidOf(Object provider, @Nullable String id) {
        return requireValid("id of " + provider.getClass().getName(), id);
    }

    /**
     * Returns an id that has the right syntax.
     *
     * @param name what the id is called in the message
     * @param id null is refused like every other id that nobody can name
     * @throws IllegalArgumentException if it has not
     */
    public static String requireValid(String name, @Nullable String id) {
        if (id == null || !SYNTAX.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    name + " must match " + SYNTAX + ", got " + (id == null ? "null" : "'" + id + "'"));
        }
        return id;
    }
}
