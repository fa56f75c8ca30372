package dev.marigold.ensemble;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which members take part, and the {@code scale * value + shift} that brings each of them to a common level. Arrays belong to the
 * alignment and are not changed: indices of members, ascending, and a scale and a shift for each of them.
 */
final class Alignment {
    private final int[] members;
    private final float[] scales;
    private final float[] shifts;

    Alignment(int[] members, float[] scales, float[] shifts) {
        this.members = members;
        this.scales = scales;
        this.shifts = shifts;
    }

    int[] members() {
        return members;
    }

    float[] scales() {
        return scales;
    }

    float[] shifts() {
        return shifts;
    }

    /** Returns the alignment that leaves all members as they are. */
    static Alignment none(int count) {
        float[] scales = new float[count];
        Arrays.fill(scales, 1);
        return of(scales, new float[count]);
    }

    /** Returns an alignment of all members. */
    static Alignment of(float[] scales, float[] shifts) {
        return new Alignment(IntStream.range(0, scales.length).toArray(), scales, shifts);
    }

    int count() {
        return members.length;
    }
}
