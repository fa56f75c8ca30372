package dev.marigold.evaluation;

import dev.marigold.internal.numeric.Quantiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of a run: metrics per sample, what failed, and the settings. Immutable.
 */
public final class EvaluationResult {
    private final Map<String, String> settings;
    private final List<DepthMetric> metrics;
    private final List<SampleScore> scores;
    private final List<SampleFailure> failures;

    EvaluationResult(
            Map<String, String> settings,
            List<DepthMetric> metrics,
            List<SampleScore> scores,
            List<SampleFailure> failures) {
        this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        this.metrics = List.copyOf(metrics);
        this.scores = List.copyOf(scores);
        this.failures = List.copyOf(failures);
    }

    /**
     * Reads the outcome of a run from its folder, finished or not, or a {@code per_sample_metrics.csv} that the published evaluation
     * wrote; what such a file does not hold is empty or NaN.
     *
     * @param folderOrFile the folder, or the CSV file
     * @throws IOException if a file cannot be read or is damaged; says where
     */
    public static EvaluationResult read(Path folderOrFile) throws IOException {
        return ResultFolder.read(folderOrFile);
    }

    /** Returns what decided on the outcome, by key, such as {@code dataset}, {@code alignment} and {@code predictor.seed}. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Returns the metrics of the run, in their order. */
    public List<DepthMetric> metrics() {
        return metrics;
    }

    /** Returns the samples that were judged, in the order of the data set. */
    public List<SampleScore> scores() {
        return scores;
    }

    /** Returns the samples that failed, in the order of the data set. */
    public List<SampleFailure> failures() {
        return failures;
    }

    /** Returns one metric of every judged sample, in their order. */
    public double[] values(DepthMetric metric) {
        return scores.stream().mapToDouble(score -> score.scores().get(metric)).toArray();
    }

    /** Returns the unweighted mean over the samples, which is what papers report; NaN if there is none. */
    public double mean(DepthMetric metric) {
        return Statistics.mean(values(metric));
    }

    /** Returns the median over the samples; NaN if there is none. */
    public double median(DepthMetric metric) {
        return Quantiles.median(values(metric));
    }

    /** Returns the mean over the samples of each group, by group. */
    public SortedMap<String, Double> groupMeans(DepthMetric metric) {
        SortedMap<String, Double> means = new TreeMap<>();
        groups(metric).forEach((group, values) -> means.put(group, Statistics.mean(values)));
        return means;
    }

    /** Returns the number of judged samples of each group. */
    public SortedMap<String, Integer> groupSizes() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        scores.forEach(score -> sizes.merge(score.group(), 1, Integer::sum));
        return sizes;
    }

    /** Returns the mean of the means of the groups, in which small groups count as much as large ones; NaN if there is none. */
    public double meanOverGroups(DepthMetric metric) {
        return Statistics.mean(groupMeans(metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** Returns how far the mean over the samples can be trusted. */
    public ConfidenceInterval interval(DepthMetric metric, Bootstrap bootstrap) {
        return bootstrap.mean(values(metric));
    }

    /** Returns how far the mean over the groups can be trusted; samples are drawn within their groups. */
    public ConfidenceInterval intervalOverGroups(DepthMetric metric, Bootstrap bootstrap) {
        return bootstrap.meanOfMeans(List.copyOf(groups(metric).values()));
    }

    private SortedMap<String, double[]> groups(DepthMetric metric) {
        SortedMap<String, List<Double>> lists = new TreeMap<>();
        for (SampleScore score : scores) {
            lists.computeIfAbsent(score.group(), group -> new ArrayList<>())
                    .add(score.scores().get(metric));
        }
        SortedMap<String, double[]> arrays = new TreeMap<>();
        lists.forEach((group, values) -> arrays.put(
                group, values.stream().mapToDouble(Double::doubleValue).toArray()));
        return arrays;
    }

    @Override
    public String toString() {
        return "EvaluationResult[" + scores.size() + " samples, " + failures.size() + " failed]";
    }
}
