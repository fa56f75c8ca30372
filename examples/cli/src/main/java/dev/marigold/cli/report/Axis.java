package dev.marigold.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis that begins and ends at round numbers.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param step between ticks: 1, 2 or 5 times a power of ten
 * @param from position in the drawing
 * @param to position in the drawing
 */
record Axis(double low, double high, double step, double from, double to) {
    private static final double EMPTY_SPAN = 1;

    /** Returns an axis that covers two values with about {@code intervals} ticks. */
    static Axis covering(double least, double most, int intervals, double from, double to) {
        double span = most > least ? most - least : EMPTY_SPAN;
        double step = roundStep(span / intervals);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil((least + span) / step - 1e-9) * step;
        return new Axis(low, high, step, from, to);
    }

    private static double roundStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double mantissa = rough / power;
        return power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Tick> ticks() {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        int count = (int) Math.round((high - low) / step);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            double value = low + i * step;
            ticks.add(new Tick(position(at(value)), label(value, decimals)));
        }
        return ticks;
    }

    private static String label(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }

    /** Returns a position as SVG wants it. */
    static String position(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * A number on an axis.
     *
     * @param at position in the drawing
     */
    record Tick(String at, String label) {}
}
