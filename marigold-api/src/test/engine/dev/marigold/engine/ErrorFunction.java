package dev.marigold.engine;

/** The error function, which the JDK lacks. */
public final class ErrorFunction {
    /** Beyond it the function is 1 in double precision. */
    private static final double LARGE = 6;

    private ErrorFunction() {}

    /**
     * Returns {@code erf(x)} to about {@code 1e-14}: the series {@code 2 / sqrt(pi) * exp(-x^2) * sum 2^n x^(2n+1) / (2n+1)!!}
     * (Abramowitz and Stegun 7.1.6), all of whose terms have one sign.
     */
    public static double of(double x) {
        if (Math.abs(x) > LARGE) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
