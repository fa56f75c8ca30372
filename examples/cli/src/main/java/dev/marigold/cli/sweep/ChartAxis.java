package dev.marigold.cli.sweep;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The horizontal axis of a chart.
 *
 * @param title of the axis
 * @param isLogarithmic whether positions are shown on a logarithmic scale
 * @param label of a position; blank where there is no tick
 */
record ChartAxis(String title, boolean isLogarithmic, Function<Double, String> label) {
    private static final double FEW_TICKS = 4;

    /** Returns an axis with a tick for each of a few values, evenly spaced; positions are indices. */
    static ChartAxis ofValues(String title, List<Integer> values) {
        return new ChartAxis(title, false, position -> {
            int index = (int) Math.round(position);
            boolean isTick = Math.abs(position - index) < 1e-6 && index >= 0 && index < values.size();
            return isTick ? Integer.toString(values.get(index)) : " ";
        });
    }

    /**
     * Returns a logarithmic axis of times in seconds, labelled at 1, 2 and 5 times the powers of ten, or at every tick if there are few.
     *
     * @param span the longest time divided by the shortest
     */
    static ChartAxis ofSeconds(String title, double span) {
        return new ChartAxis(title, true, seconds -> {
            String text = String.format(Locale.ROOT, "%.4f", seconds)
                    .replaceAll("0+$", "")
                    .replaceAll("\\.$", "");
            String digits = text.replaceAll("[.0]", "");
            return span < FEW_TICKS || digits.matches("[125]") ? text : " ";
        });
    }
}
