package dev.marigold.ensemble;

/** Makes one value, and a measure of disagreement, of the values that the members have for a pixel. */
enum Reduction {
    /** The middle value, or the mean of the middle two; spread: median absolute deviation. */
    MEDIAN,
    /** The middle value, or the lower of the middle two, as PyTorch has it; spread: lower median absolute deviation from it. */
    LOWER_MEDIAN,
    /** The mean of the middle half; spread: median absolute deviation from the median. */
    MIDMEAN,
    /** The mean; spread: standard deviation with divisor n - 1. */
    MEAN;

    /** Writes the reduction of sorted rows. */
    void reduce(Rows rows, float[] target, int at, int length) {
        int count = rows.count();
        int from = switch (this) {
            case MEDIAN, LOWER_MEDIAN -> (count - 1) / 2;
            case MIDMEAN -> (count + 1) / 4;
            case MEAN -> 0;
        };
        int to = this == LOWER_MEDIAN ? from + 1 : count - from;
        rows.mean(from, to, target, at, length);
    }

    /** Writes the spread of sorted rows, whose values are lost. */
    void spread(Rows rows, float[] target, int at, int length) {
        Reduction centre = this == MIDMEAN ? MEDIAN : this;
        centre.reduce(rows, target, at, length);
        rows.distances(target, at, length);
        if (this == MEAN) {
            rows.rootMeanSquare(rows.count() - 1, target, at, length);
        } else {
            rows.sort(length);
            centre.reduce(rows, target, at, length);
        }
    }
}
