package dev.marigold.ensemble;

import java.util.stream.IntStream;

/** The start of the published alignment: every member is brought to [0, 1] by its own extremes. */
final class RangeAlignment {
    private static final float SMALLEST_RANGE = 1e-6f;

    private RangeAlignment() {}

    /** Maps the smallest value of every member to 0 and the largest to 1. */
    static Alignment of(Members members) {
        float[] scales = new float[members.count()];
        float[] shifts = new float[members.count()];
        IntStream.range(0, members.count()).parallel().forEach(member -> {
            float low = members.get(member, 0);
            float high = low;
            for (int pixel = 1; pixel < members.pixels(); pixel++) {
                low = Math.min(low, members.get(member, pixel));
                high = Math.max(high, members.get(member, pixel));
            }
            scales[member] = 1 / Math.max(high - low, SMALLEST_RANGE);
            shifts[member] = -scales[member] * low;
        });
        return Alignment.of(scales, shifts);
    }

    /** Maps the largest value of every member to 1 without a shift. */
    static Alignment scaleOf(Members members) {
        float[] scales = new float[members.count()];
        IntStream.range(0, members.count()).parallel().forEach(member -> {
            float high = members.get(member, 0);
            for (int pixel = 1; pixel < members.pixels(); pixel++) {
                high = Math.max(high, members.get(member, pixel));
            }
            scales[member] = 1 / Math.max(high, SMALLEST_RANGE);
        });
        return Alignment.of(scales, new float[members.count()]);
    }
}
