package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.util.EnumMap;
import java.util.Map;

/** The errors of a depth map, summed in one pass. */
final class DepthErrors {
    // Powers of 5/4: products with single precision are exact in double precision, so "strictly less" is exact too.
    private static final double DELTA1 = 1.25;
    private static final double DELTA2 = DELTA1 * DELTA1;
    private static final double DELTA3 = DELTA1 * DELTA2;

    private DepthErrors() {}

    /** Returns every metric. */
    static Map<DepthMetric, Double> means(FloatTensor depth, GroundTruth truth) {
        PixelMask valid = truth.valid();
        FloatTensor measured = truth.depth();
        int pixels = valid.height() * valid.width();
        int count = 0;
        int below1 = 0;
        int below2 = 0;
        int below3 = 0;
        double absolute = 0;
        double squared = 0;
        double absoluteRelative = 0;
        double squaredRelative = 0;
        double squaredInverse = 0;
        double firstLog = 0;
        double log = 0;
        double absoluteLog = 0;
        double squaredLog = 0;
        for (int i = 0; i < pixels; i++) {
            if (!valid.get(i)) {
                continue;
            }
            double a = depth.get(i);
            double d = measured.get(i);
            if (!TruthPixels.isDepth(a) || !TruthPixels.isDepth(d)) {
                throw TruthPixels.refuse("depth", a, truth, i);
            }
            double difference = a - d;
            double magnitude = Math.abs(difference);
            double ratio = a / d;
            double relative = Math.abs(ratio - 1);
            double inverse = difference / (a * d);
            double far = Math.max(a, d);
            double near = Math.min(a, d);
            // One logarithm for four metrics: ln a - ln d.
            double e = Math.log(ratio);
            if (count == 0) {
                firstLog = e;
            }
            // Less the first one, so that the variance of equal logarithms is exactly zero.
            double centred = e - firstLog;
            count++;
            below1 += far < DELTA1 * near ? 1 : 0;
            below2 += far < DELTA2 * near ? 1 : 0;
            below3 += far < DELTA3 * near ? 1 : 0;
            absolute += magnitude;
            squared += difference * difference;
            absoluteRelative += relative;
            squaredRelative += magnitude * relative;
            squaredInverse += inverse * inverse;
            log += centred;
            absoluteLog += Math.abs(e);
            squaredLog += centred * centred;
        }
        TruthPixels.requireAny(count);
        double n = count;
        double offset = log / n;
        double variance = Math.max(0, squaredLog / n - offset * offset);
        double meanLog = firstLog + offset;
        Map<DepthMetric, Double> means = new EnumMap<>(DepthMetric.class);
        means.put(DepthMetric.ABS_RELATIVE_DIFFERENCE, absoluteRelative / n);
        means.put(DepthMetric.SQUARED_RELATIVE_DIFFERENCE, squaredRelative / n);
        means.put(DepthMetric.RMSE_LINEAR, Math.sqrt(squared / n));
        means.put(DepthMetric.RMSE_LOG, Math.sqrt(variance + meanLog * meanLog));
        means.put(DepthMetric.LOG10, absoluteLog / n / Math.log(10));
        means.put(DepthMetric.DELTA1, below1 / n);
        means.put(DepthMetric.DELTA2, below2 / n);
        means.put(DepthMetric.DELTA3, below3 / n);
        means.put(DepthMetric.INVERSE_RMSE, Math.sqrt(squaredInverse / n));
        means.put(DepthMetric.SILOG_RMSE, 100 * Math.sqrt(variance));
        means.put(DepthMetric.MAE, absolute / n);
        return means;
    }
}
