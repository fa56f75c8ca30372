package dev.marigold.ensemble;

/** A few pixels of all members, one row each: small enough for the first-level cache. Confined to one task. */
final class Rows {
    /** Pixels in a row. */
    static final int LENGTH = 1024;

    private final int count;
    private final float[] table;
    private final SortingNetwork network;

    Rows(int count, SortingNetwork network) {
        this.count = count;
        this.table = new float[Math.multiplyExact(count, LENGTH)];
        this.network = network;
    }

    int count() {
        return count;
    }

    /** Reads aligned members. */
    void load(Members members, Alignment alignment, int pixel, int length) {
        for (int row = 0; row < count; row++) {
            int offset = row * LENGTH;
            members.copyTo(alignment.members()[row], pixel, table, offset, length);
            float scale = alignment.scales()[row];
            float shift = alignment.shifts()[row];
            for (int i = offset; i < offset + length; i++) {
                table[i] = table[i] * scale + shift;
            }
        }
    }

    void sort(int length) {
        network.sort(table, LENGTH, length);
    }

    /** Writes the mean of the rows {@code from} to {@code to} (exclusive). */
    void mean(int from, int to, float[] target, int at, int length) {
        System.arraycopy(table, from * LENGTH, target, at, length);
        for (int row = from + 1; row < to; row++) {
            int offset = row * LENGTH;
            for (int i = 0; i < length; i++) {
                target[at + i] += table[offset + i];
            }
        }
        float rows = to - from;
        for (int i = at; rows > 1 && i < at + length; i++) {
            target[i] /= rows;
        }
    }

    /** Replaces all values by their distance to a centre. */
    void distances(float[] centre, int at, int length) {
        for (int row = 0; row < count; row++) {
            int offset = row * LENGTH;
            for (int i = 0; i < length; i++) {
                table[offset + i] = Math.abs(table[offset + i] - centre[at + i]);
            }
        }
    }

    /** Writes the root of the sum of squares over {@code divisor}. */
    void rootMeanSquare(float divisor, float[] target, int at, int length) {
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int row = 0; row < count; row++) {
                float value = table[row * LENGTH + i];
                sum += value * value;
            }
            target[at + i] = (float) Math.sqrt(sum / divisor);
        }
    }
}
