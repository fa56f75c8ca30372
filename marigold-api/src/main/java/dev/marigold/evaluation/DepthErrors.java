package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/** Sums of the errors of a depth map. Confined to one thread. */
final class DepthErrors {
    private static final double DELTA = 1.25;

    private int count;
    private int below1;
    private int below2;
    private int below3;
    private double absolute;
    private double squared;
    private double absoluteRelative;
    private double squaredRelative;
    private double firstLog;
    private double log;
    private double absoluteLog;
    private double squaredLog;
    private double squaredInverse;

    DepthErrors add(FloatTensor depth, GroundTruth truth) {
        PixelMask valid = truth.valid();
        FloatTensor measured = truth.depth();
        int pixels = valid.height() * valid.width();
        for (int i = 0; i < pixels; i++) {
            if (valid.get(i)) {
                float a = depth.get(i);
                if (!(a > 0) || a == Float.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException(
                            "depth must be finite and > 0 where the ground truth is valid, got " + a + " at "
                                    + TruthPixels.position(truth, i));
                }
                add(a, measured.get(i));
            }
        }
        return this;
    }

    private void add(double a, double d) {
        double difference = a - d;
        double magnitude = Math.abs(difference);
        double relative = magnitude / d;
        double ratio = a / d;
        // One logarithm for four metrics: ln a - ln d.
        double e = Math.log(ratio);
        double inverse = difference / (a * d);
        double worse = Math.max(ratio, d / a);
        if (count == 0) {
            firstLog = e;
        }
        // Less the first one, so that the variance of equal logarithms is exactly zero.
        double centred = e - firstLog;
        count++;
        below1 += worse < DELTA ? 1 : 0;
        below2 += worse < DELTA * DELTA ? 1 : 0;
        below3 += worse < DELTA * DELTA * DELTA ? 1 : 0;
        absolute += magnitude;
        squared += difference * difference;
        absoluteRelative += relative;
        squaredRelative += magnitude * relative;
        log += centred;
        absoluteLog += Math.abs(e);
        squaredLog += centred * centred;
        squaredInverse += inverse * inverse;
    }

    /** Returns the metrics in the order of {@link DepthMetric}; at least one pixel must have been added. */
    double[] means() {
        double n = count;
        double offset = log / n;
        double variance = Math.max(0, squaredLog / n - offset * offset);
        double meanLog = firstLog + offset;
        double[] means = new double[DepthMetric.values().length];
        means[DepthMetric.ABS_RELATIVE_DIFFERENCE.ordinal()] = absoluteRelative / n;
        means[DepthMetric.SQUARED_RELATIVE_DIFFERENCE.ordinal()] = squaredRelative / n;
        means[DepthMetric.RMSE_LINEAR.ordinal()] = Math.sqrt(squared / n);
        means[DepthMetric.RMSE_LOG.ordinal()] = Math.sqrt(variance + meanLog * meanLog);
        means[DepthMetric.LOG10.ordinal()] = absoluteLog / n / Math.log(10);
        means[DepthMetric.DELTA1.ordinal()] = below1 / n;
        means[DepthMetric.DELTA2.ordinal()] = below2 / n;
        means[DepthMetric.DELTA3.ordinal()] = below3 / n;
        means[DepthMetric.INVERSE_RMSE.ordinal()] = Math.sqrt(squaredInverse / n);
        means[DepthMetric.SILOG_RMSE.ordinal()] = 100 * Math.sqrt(variance);
        means[DepthMetric.MAE.ordinal()] = absolute / n;
        return means;
    }
}
