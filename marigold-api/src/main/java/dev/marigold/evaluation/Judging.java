package dev.marigold.evaluation;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Returns what of this decides on the outcome. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
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
