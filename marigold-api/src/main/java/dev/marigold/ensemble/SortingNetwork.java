package dev.marigold.ensemble;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorts the columns of a table with a fixed sequence of comparisons between rows, so that each comparison is a loop over two rows that the
 * compiler turns into vector instructions. Batcher's merge exchange: Knuth, The Art of Computer Programming, volume 3, 5.2.2, algorithm M.
 */
final class SortingNetwork {
    private final int[] lower;
    private final int[] upper;

    /** Creates the network for {@code rows} rows, at least 1. */
    SortingNetwork(int rows) {
        List<int[]> exchanges = new ArrayList<>();
        int top = rows < 2 ? 0 : Integer.highestOneBit(rows - 1);
        for (int p = top; p > 0; p /= 2) {
            int r = 0;
            int d = p;
            for (int q = top; q >= p; q /= 2) {
                for (int i = 0; i < rows - d; i++) {
                    if ((i & p) == r) {
                        exchanges.add(new int[] {i, i + d});
                    }
                }
                d = q - p;
                r = p;
            }
        }
        lower = exchanges.stream().mapToInt(pair -> pair[0]).toArray();
        upper = exchanges.stream().mapToInt(pair -> pair[1]).toArray();
    }

    /** Sorts the first {@code length} columns, ascending with the row. Row {@code i} starts at {@code i * stride}. */
    void sort(float[] table, int stride, int length) {
        for (int i = 0; i < lower.length; i++) {
            exchange(table, lower[i] * stride, upper[i] * stride, length);
        }
    }

    private static void exchange(float[] table, int low, int high, int length) {
        for (int i = 0; i < length; i++) {
            float a = table[low + i];
            float b = table[high + i];
            table[low + i] = Math.min(a, b);
            table[high + i] = Math.max(a, b);
        }
    }
}
