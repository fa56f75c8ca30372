package dev.marigold.evaluation;

/**
 * What was found out about one sample.
 *
 * @param sample the sample's id
 * @param prediction the prediction's path in a folder of predictions; what two runs are paired by
 * @param group the sample's group
 * @param scores the metrics of the run
 * @param scale see {@link AlignedDepth#scale()}; NaN if it was not recorded
 * @param shift see {@link AlignedDepth#shift()}; NaN if it was not recorded
 * @param validPixels number of pixels that the metrics are means over; 0 if it was not recorded
 * @param milliseconds what the predictor took; 0 if it was not recorded
 */
public record SampleScore(
        String sample,
        String prediction,
        String group,
        DepthScores scores,
        double scale,
        double shift,
        int validPixels,
        long milliseconds) {}
