package dev.marigold.ensemble;

import com.google.common.math.IntMath;
import java.util.stream.IntStream;

/** Every n-th pixel of all members, one row each, so that fits take the same time for any size of picture. */
final class Samples {
    /** A fit of two parameters to so many pixels is off by less than a hundredth of the noise of one pixel. */
    private static final int MAXIMUM = 16384;

    private final float[] table;
    private final int count;
    private final int length;

    private Samples(Members members, int stride) {
        count = members.count();
        length = (members.pixels() + stride - 1) / stride;
        table = new float[Math.multiplyExact(count, length)];
        IntStream.range(0, count).parallel().forEach(member -> {
            for (int k = 0; k < length; k++) {
                table[member * length + k] = members.get(member, k * stride);
            }
        });
    }

    static Samples of(Members members) {
        int stride = (members.pixels() + MAXIMUM - 1) / MAXIMUM;
        // A common divisor with the width would pick the same columns of every row.
        while (stride > 1 && IntMath.gcd(stride, members.width()) > 1) {
            stride++;
        }
        return new Samples(members, stride);
    }

    int count() {
        return count;
    }

    int length() {
        return length;
    }

    float get(int member, int sample) {
        return table[member * length + sample];
    }

    /** Writes one member after a scale and a shift. */
    void aligned(int member, double scale, double shift, float[] target, int at) {
        for (int k = 0; k < length; k++) {
            target[at + k] = (float) (get(member, k) * scale + shift);
        }
    }
}
