package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import java.util.Arrays;
import java.util.Locale;

/** Reads configuration keys whose values must obey a rule. */
final class Keys {
    private Keys() {}

    /** Returns the constant of an enum that a key names in lower case. */
    static <E extends Enum<E>> E choice(SchedulerConfig config, String key, E absent) {
        String received = config.text(key, nameOf(absent));
        E[] known = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(known)
                .filter(constant -> nameOf(constant).equals(received))
                .findFirst()
                .orElseThrow(() -> refused(
                        config,
                        key,
                        "one of " + Arrays.stream(known).map(Keys::nameOf).toList(),
                        "'" + received + "'"));
    }

    /** Returns an integer that must not be outside {@code [least, most]}. */
    static int integer(SchedulerConfig config, String key, int absent, int least, int most) {
        int value = config.integer(key, absent);
        if (value < least || value > most) {
            throw refused(config, key, "in [" + least + ", " + most + "]", value);
        }
        return value;
    }

    /** Returns a number that must be in {@code (0, 1)}. */
    static double openUnit(SchedulerConfig config, String key, double absent) {
        double value = config.number(key, absent);
        if (!(value > 0 && value < 1)) {
            throw refused(config, key, "in (0, 1)", value);
        }
        return value;
    }

    /** Returns a number that must be in {@code [0, 1]}. */
    static double unit(SchedulerConfig config, String key, double absent) {
        double value = config.number(key, absent);
        if (!(value >= 0 && value <= 1)) {
            throw refused(config, key, "in [0, 1]", value);
        }
        return value;
    }

    /** Returns a number that must be finite and greater than 0. */
    static double positive(SchedulerConfig config, String key, double absent) {
        double value = config.number(key, absent);
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw refused(config, key, "greater than 0", value);
        }
        return value;
    }

    static ModelLoadException refused(SchedulerConfig config, String key, String rule, Object received) {
        return new ModelLoadException(config.subject(key) + " must be " + rule + ", got " + received);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
