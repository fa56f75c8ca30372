package dev.marigold.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.FloatTensor;

/** How far a result is from the expected one. */
final class Deviations {
    private Deviations() {}

    /** Asserts that no value deviates by more than a share of the largest expected one, or of 1 if that is smaller. */
    static void assertClose(String what, FloatTensor actual, FloatTensor expected, double tolerance) {
        assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
        double scale = 1;
        for (int i = 0; i < expected.toArray().length; i++) {
            scale = Math.max(scale, Math.abs(expected.get(i)));
        }
        assertThat(largest(actual, expected) / scale)
                .as(what + ": largest deviation, relative to " + scale)
                .isLessThanOrEqualTo(tolerance);
    }

    /** Returns the largest absolute difference; NaN if there is one. */
    static double largest(FloatTensor actual, FloatTensor expected) {
        float[] a = actual.toArray();
        float[] b = expected.toArray();
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    /** Returns the mean absolute difference. */
    static double mean(FloatTensor actual, FloatTensor expected) {
        float[] a = actual.toArray();
        float[] b = expected.toArray();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((double) a[i] - b[i]);
        }
        return sum / a.length;
    }
}
