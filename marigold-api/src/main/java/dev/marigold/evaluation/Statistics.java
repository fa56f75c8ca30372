package dev.marigold.evaluation;

/** Means. */
final class Statistics {
    private Statistics() {}

    static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
