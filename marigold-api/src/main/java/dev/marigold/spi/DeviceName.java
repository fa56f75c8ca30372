package dev.marigold.spi;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.ProviderUnavailableException;
import java.util.regex.Pattern;

/**
 * The name of a device, taken apart: {@code cuda:1} is number 1 of the kind {@code cuda}, {@code cuda} is its number 0. Which kinds there are
 * and how many of each is for the backend to say.
 *
 * @param kind what precedes the colon
 * @param index number among the devices of the kind, in [0, 1023]
 */
public record DeviceName(String kind, int index) {
    private static final int LARGEST_INDEX = 1023;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /**
     * Creates a name.
     *
     * @throws IllegalArgumentException if {@code index} is outside its range
     */
    public DeviceName {
        requireNonNull(kind, "kind");
        if (index < 0 || index > LARGEST_INDEX) {
            throw new IllegalArgumentException("index must be in [0, " + LARGEST_INDEX + "], got " + index);
        }
    }

    /**
     * Takes apart a name as {@link BackendOptions#device} has it.
     *
     * @throws ProviderUnavailableException if what follows the colon is not a number in [0, 1023]
     */
    public static DeviceName of(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? new DeviceName(name, 0)
                : new DeviceName(name.substring(0, colon), index(name, name.substring(colon + 1)));
    }

    private static int index(String name, String digits) {
        int index = NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
        if (index < 0 || index > LARGEST_INDEX) {
            throw new ProviderUnavailableException(
                    "device number must be an integer in [0, " + LARGEST_INDEX + "], got '" + name + "'");
        }
        return index;
    }

    /** Returns the shortest way to write the name: {@code cuda:1}, but {@code cuda} for number 0. */
    @Override
    public String toString() {
        return index == 0 ? kind : kind + ":" + index;
    }
}
