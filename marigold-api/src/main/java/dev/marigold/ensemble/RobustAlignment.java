package dev.marigold.ensemble;

import dev.marigold.ensemble.LineFit.Line;
import dev.marigold.prediction.AffineInvariance;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Alternates between the median of the aligned members, brought to the unit range, and a robust fit of every member to it. Unlike a cost
 * over pairs this has no degenerate solution in which all scales vanish, since the reference is fixed while members are fitted.
 */
final class RobustAlignment {
    private static final int ROUNDS = 2;

    /** A member whose residual is so many times the median member's is left out, if it is also not small. */
    private static final double USUAL_DEVIATIONS = 3;

    /** Part of the reference's range up to which no residual is a reason to leave a member out. */
    private static final double SMALL_DEVIATION = 0.02;

    /** A reference with a smaller range, in mean absolute deviations of a member, tells nothing. */
    private static final float SMALLEST_RANGE = 1e-6f;

    private final Samples samples;
    private final AffineInvariance invariance;
    private final List<LineFit> fits;

    private RobustAlignment(Samples samples, AffineInvariance invariance) {
        this.samples = samples;
        this.invariance = invariance;
        Line line = invariance == AffineInvariance.SCALE ? Line.THROUGH_ORIGIN : Line.AFFINE;
        this.fits = IntStream.range(0, samples.count())
                .mapToObj(member -> new LineFit(samples, member, line))
                .toList();
    }

    static Alignment of(Members members, AffineInvariance invariance) {
        return new RobustAlignment(Samples.of(members), invariance).align();
    }

    private Alignment align() {
        forEachFit(LineFit::standardise);
        int[] kept = membersWhere(fit -> fit.scale() > 0);
        if (kept.length == 0) {
            return Alignment.none(samples.count());
        }
        Alignment alignment = alignment(kept);
        for (int round = 0; round < ROUNDS; round++) {
            float[] reference = reference(kept);
            if (reference.length == 0) {
                return alignment;
            }
            forEachFit(fit -> fit.fit(reference));
            kept = fitting();
            if (kept.length == 0) {
                return alignment;
            }
            alignment = alignment(kept);
        }
        return alignment;
    }

    /** Returns the median of some members in the unit range; empty if it is constant. */
    private float[] reference(int[] members) {
        int length = samples.length();
        float[] table = new float[members.length * length];
        IntStream.range(0, members.length)
                .parallel()
                .forEach(row -> fits.get(members[row]).aligned(table, row * length));
        new SortingNetwork(members.length).sort(table, length, length);
        int lower = (members.length - 1) / 2 * length;
        int upper = members.length / 2 * length;
        float[] reference = new float[length];
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            reference[k] = (table[lower + k] + table[upper + k]) / 2;
            low = Math.min(low, reference[k]);
            high = Math.max(high, reference[k]);
        }
        low = invariance == AffineInvariance.SCALE ? 0 : low;
        if (high - low < SMALLEST_RANGE) {
            return new float[0];
        }
        for (int k = 0; k < length; k++) {
            reference[k] = (reference[k] - low) / (high - low);
        }
        return reference;
    }

    private int[] fitting() {
        double[] deviations =
                fits.stream().mapToDouble(LineFit::deviation).sorted().toArray();
        double limit = Math.max(SMALL_DEVIATION, USUAL_DEVIATIONS * deviations[(deviations.length - 1) / 2]);
        return membersWhere(fit -> fit.scale() > 0 && fit.deviation() <= limit);
    }

    private int[] membersWhere(Predicate<LineFit> condition) {
        return IntStream.range(0, fits.size())
                .filter(member -> condition.test(fits.get(member)))
                .toArray();
    }

    private Alignment alignment(int[] members) {
        float[] scales = new float[members.length];
        float[] shifts = new float[members.length];
        for (int row = 0; row < members.length; row++) {
            scales[row] = (float) fits.get(members[row]).scale();
            shifts[row] = (float) fits.get(members[row]).shift();
        }
        return new Alignment(members, scales, shifts);
    }

    private void forEachFit(Consumer<LineFit> action) {
        fits.parallelStream().forEach(action);
    }
}
