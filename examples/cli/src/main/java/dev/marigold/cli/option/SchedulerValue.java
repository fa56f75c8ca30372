package dev.marigold.cli.option;

/** Gives a word of the command line the type that JSON would give it. */
final class SchedulerValue {
    private SchedulerValue() {}

    static Object parse(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        try {
            return text.matches("[+-]?[0-9]+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
