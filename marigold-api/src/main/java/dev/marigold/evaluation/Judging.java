package dev.marigold.evaluation;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How predictions are held against the ground truth of a data set. */
record Judging(DepthDataset dataset, DepthAlignment alignment, List<DepthMetric> metrics, SizeMismatch sizeMismatch) {
    /** A prediction on the scale of the ground truth, and its metrics. */
    record Judged(AlignedDepth aligned, GroundTruth truth, SampleScore score) {}

    Judged judge(DepthSample sample, FloatTensor prediction, GroundTruth truth, long milliseconds) {
        FloatTensor sized = PredictionSize.fit(prediction, truth, sizeMismatch);
        AlignedDepth aligned = alignment.align(sized, truth, dataset.range());
        DepthScores all = DepthScores.of(aligned.depth(), truth);
        SampleScore score = new SampleScore(
                sample.id(),
                sample.predictionName(),
                sample.group(),
                all.only(metrics),
                aligned.scale(),
                aligned.shift(),
                truth.valid().count(),
                milliseconds);
        return new Judged(aligned, truth, score);
    }

    /**
     * Refuses a data set without samples.
     *
     * @throws IllegalArgumentException if it is empty
     */
    void requireSamples() {
        if (dataset.size() == 0) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.name() + " must have at least one sample, got none");
        }
    }

    /** Returns what is known of the samples, in the order of the data set. */
    <T> List<T> inOrder(Map<String, T> known) {
        List<T> ordered = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            T one = known.get(dataset.sample(i).id());
            if (one != null) {
                ordered.add(one);
            }
        }
        return ordered;
    }

    /**
     * Returns what to throw if all samples failed.
     *
     * @param how what was tried, such as {@code " with any setting"}; may be empty
     */
    IOException noneJudged(String how, SampleFailure first, @Nullable Throwable cause) {
        return new IOException(
                "None of the " + dataset.size() + " samples of " + dataset.name() + " could be evaluated" + how
                        + "; the first, " + first.sample() + ": " + first.reason(),
                cause);
    }

    /** Returns what of this decides on the outcome. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        dataset.settings().forEach((key, value) -> settings.put("dataset." + key, value));
        settings.put("dataset", dataset.name());
        settings.put("dataset.samples", Integer.toString(dataset.size()));
        settings.put("dataset.list", Fingerprint.ofSamples(dataset));
        settings.put(
                "dataset.range", dataset.range().min() + ".." + dataset.range().max());
        settings.put("alignment", alignment.mode().id());
        settings.put("alignment.max_resolution", Integer.toString(alignment.maxResolution()));
        settings.put(
                "metrics",
                String.join(" ", metrics.stream().map(DepthMetric::id).toList()));
        settings.put("size_mismatch", sizeMismatch.id());
        return settings;
    }
}
