package dev.marigold.ensemble;

/**
 * The published alignment with the settings of diffusers: the sum over all pairs of the root mean square distance, plus a small weight
 * times the distance of the lower median's extremes from 0 and 1, minimised over the shifts.
 *
 * <p>The published code takes derivatives from cost differences over a step of 2^-26 in single precision. Scales of at least 1 do not feel
 * such a step, so that they stay where they start. For shifts, every pair's distance is rounded to a unit in the last place that is about
 * as large as the difference looked for: a derivative smaller than the root of the sum of squares of these units, over the step, tells
 * nothing, and is taken for zero.
 */
final class ShiftSearch implements Objective {
    /** Alignment works on members no larger than this. */
    static final int MAXIMUM_EDGE = 1024;

    private static final double REGULARIZER_STRENGTH = 0.02;
    private static final int MAXIMUM_ITERATIONS = 2;
    private static final double TOLERANCE = 1e-3;
    private static final double DIFFERENCE_STEP = 0x1p-26;

    /** Aligned members closer than single precision resolves are equal. */
    private static final double SMALLEST_DISTANCE = 1e-6;

    private final Members members;
    private final float[] scales;
    private final double[] means;
    private final double[][] covariances;

    private ShiftSearch(Members members, float[] scales, Moments moments) {
        this.members = members;
        this.scales = scales;
        this.means = moments.means();
        this.covariances = moments.covariances();
    }

    static Alignment align(Members members) {
        Alignment start = RangeAlignment.of(members);
        double[] shifts = new double[members.count()];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = start.shifts()[i];
        }
        ShiftSearch search = new ShiftSearch(members, start.scales(), Moments.of(members));
        Point end = new Bfgs(search, MAXIMUM_ITERATIONS, TOLERANCE).minimise(shifts);
        return search.alignment(end.x());
    }

    @Override
    public Point at(double[] shifts) {
        double[] gradient = new double[shifts.length];
        double[] noise = new double[shifts.length];
        double value = 0;
        for (int i = 0; i < shifts.length; i++) {
            for (int j = 0; j < i; j++) {
                value += addPair(i, j, shifts, gradient, noise);
            }
        }
        value += addRegularizer(shifts, gradient);
        for (int i = 0; i < gradient.length; i++) {
            if (Math.abs(gradient[i]) <= Math.sqrt(noise[i]) / DIFFERENCE_STEP) {
                gradient[i] = 0;
            }
        }
        return new Point(shifts, value, gradient);
    }

    private double addPair(int i, int j, double[] shifts, double[] gradient, double[] noise) {
        double a = scales[i];
        double b = scales[j];
        double offset = a * means[i] + shifts[i] - b * means[j] - shifts[j];
        double variance = a * a * covariances[i][i] + b * b * covariances[j][j] - 2 * a * b * covariances[i][j];
        double distance = Math.sqrt(Math.max(0, variance) + offset * offset);
        if (distance < SMALLEST_DISTANCE) {
            return 0;
        }
        gradient[i] += offset / distance;
        gradient[j] -= offset / distance;
        double unit = Math.ulp((float) distance);
        noise[i] += unit * unit;
        noise[j] += unit * unit;
        return distance;
    }

    private double addRegularizer(double[] shifts, double[] gradient) {
        MedianExtremes extremes = MedianExtremes.of(members, alignment(shifts));
        gradient[extremes.lowMember()] += REGULARIZER_STRENGTH * Math.signum(extremes.low());
        gradient[extremes.highMember()] -= REGULARIZER_STRENGTH * Math.signum(1 - extremes.high());
        return REGULARIZER_STRENGTH * (Math.abs(extremes.low()) + Math.abs(1 - extremes.high()));
    }

    private Alignment alignment(double[] shifts) {
        float[] rounded = new float[shifts.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) shifts[i];
        }
        return Alignment.of(scales, rounded);
    }
}
