package dev.marigold.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two systems on the same pictures. Differences are taken per picture, so how hard a picture is cancels out; the interval says whether
 * the systems differ at all. Samples that only one of them has are counted and left out.
 *
 * @param metric what they are compared by
 * @param samples number of samples that both have
 * @param onlyFirst number of samples that only the first has
 * @param onlySecond number of samples that only the second has
 * @param firstMean mean of the first over the common samples
 * @param secondMean mean of the second over the common samples
 * @param difference of the means, second minus first, with its interval from drawing pairs
 * @param firstWins samples on which the first is strictly better
 * @param secondWins samples on which the second is strictly better
 */
public record PairedComparison(
        DepthMetric metric,
        int samples,
        int onlyFirst,
        int onlySecond,
        double firstMean,
        double secondMean,
        ConfidenceInterval difference,
        int firstWins,
        int secondWins) {

    /**
     * Compares two results; samples are paired by the names of their predictions.
     *
     * @throws IllegalArgumentException if they have no sample in common, or one of them has two predictions of the same name
     */
    public static PairedComparison of(
            EvaluationResult first, EvaluationResult second, DepthMetric metric, Bootstrap bootstrap) {
        Map<String, Double> firsts = byPrediction(first, metric);
        Map<String, Double> seconds = byPrediction(second, metric);
        List<double[]> pairs = new ArrayList<>();
        firsts.forEach((prediction, value) -> {
            Double other = seconds.get(prediction);
            if (other != null) {
                pairs.add(new double[] {value, other});
            }
        });
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("results must have samples in common, got " + first + " and " + second);
        }
        return new PairedComparison(
                metric,
                pairs.size(),
                first.scores().size() - pairs.size(),
                second.scores().size() - pairs.size(),
                Statistics.mean(pairs.stream().mapToDouble(pair -> pair[0]).toArray()),
                Statistics.mean(pairs.stream().mapToDouble(pair -> pair[1]).toArray()),
                bootstrap.mean(
                        pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray()),
                wins(pairs, metric, 0),
                wins(pairs, metric, 1));
    }

    /** Tells whether two results have a sample in common, so that they can be compared. */
    public static boolean arePaired(EvaluationResult first, EvaluationResult second) {
        return !Collections.disjoint(predictions(first), predictions(second));
    }

    private static Set<String> predictions(EvaluationResult result) {
        return result.scores().stream().map(SampleScore::prediction).collect(Collectors.toSet());
    }

    /** Returns the share of samples on which the second is better, ties counted half, in [0, 1]. */
    public double secondWinRate() {
        return (secondWins + 0.5 * (samples - firstWins - secondWins)) / samples;
    }

    /** Tells whether the interval of the difference excludes zero; never where a value is missing or there is one sample only. */
    public boolean isSignificant() {
        return samples > 1 && Double.isFinite(difference.estimate()) && !difference.contains(0);
    }

    private static Map<String, Double> byPrediction(EvaluationResult result, DepthMetric metric) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (SampleScore score : result.scores()) {
            if (values.put(score.prediction(), score.scores().get(metric)) != null) {
                throw new IllegalArgumentException(
                        "predictions must have different names, got '" + score.prediction() + "' twice in " + result);
            }
        }
        return values;
    }

    private static int wins(List<double[]> pairs, DepthMetric metric, int side) {
        return (int) pairs.stream()
                .filter(pair -> metric.direction().isBetter(pair[side], pair[1 - side]))
                .count();
    }
}
