package dev.marigold.cli.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names by which users choose among the constants of an enum: in lower case, with hyphens. */
public final class EnumNames {
    private EnumNames() {}

    /**
     * Returns the constant of a name.
     *
     * @param what the constants are, for the message
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static <E extends Enum<E>> E find(E[] constants, String what, String name) {
        for (E constant : constants) {
            if (nameOf(constant).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(what + " must be one of " + list(constants) + ", got '" + name + "'");
    }

    /** Returns all names, in the order of the constants. */
    public static String list(Enum<?>[] constants) {
        return Arrays.stream(constants).map(EnumNames::nameOf).collect(Collectors.joining(", "));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
