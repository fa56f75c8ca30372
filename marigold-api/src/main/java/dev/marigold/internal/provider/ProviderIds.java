package dev.marigold.internal.provider;

import java.util.regex.Pattern;

/** The syntax of the ids by which users select providers. */
public final class ProviderIds {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]*");

    private ProviderIds() {}

    /**
     * Returns an id that has the right syntax.
     *
     * @param name what the id is called in the message
     * @throws IllegalArgumentException if it has not
     */
    public static String requireValid(String name, String id) {
        if (!SYNTAX.matcher(id).matches()) {
            throw new IllegalArgumentException(name + " must match " + SYNTAX + ", got '" + id + "'");
        }
        return id;
    }
}
