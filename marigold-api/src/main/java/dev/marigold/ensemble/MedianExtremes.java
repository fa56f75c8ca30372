package dev.marigold.ensemble;

import java.util.Arrays;

/**
 * The extremes of the lower median of aligned members, and the members that have them.
 *
 * @param low the smallest median
 * @param lowMember the member whose value it is
 * @param high the largest median
 * @param highMember the member whose value it is
 */
record MedianExtremes(float low, int lowMember, float high, int highMember) {
    static MedianExtremes of(Members members, Alignment alignment) {
        float[] medians = new float[members.pixels()];
        SortingNetwork network = new SortingNetwork(alignment.count());
        Blocks.forEach(members.pixels(), (task, from, to) -> {
            Rows rows = new Rows(alignment.count(), network);
            for (int pixel = from; pixel < to; pixel += Rows.LENGTH) {
                int length = Math.min(Rows.LENGTH, to - pixel);
                rows.load(members, alignment, pixel, length);
                rows.sort(length);
                Reduction.LOWER_MEDIAN.reduce(rows, medians, pixel, length);
            }
        });
        int low = 0;
        int high = 0;
        for (int i = 1; i < medians.length; i++) {
            low = medians[i] < medians[low] ? i : low;
            high = medians[i] > medians[high] ? i : high;
        }
        return new MedianExtremes(
                medians[low], owner(members, alignment, low), medians[high], owner(members, alignment, high));
    }

    private static int owner(Members members, Alignment alignment, int pixel) {
        float[] values = new float[members.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    members.get(i, pixel) * alignment.scales()[i] + alignment.shifts()[i];
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float median = sorted[(sorted.length - 1) / 2];
        int owner = 0;
        while (values[owner] != median) {
            owner++;
        }
        return owner;
    }
}
