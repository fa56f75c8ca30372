package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;

/**
 * Watches a run. Called on the thread of the run, sample by sample in the order of the data set; what it throws ends the run. Samples that
 * an earlier run judged are not reported again.
 */
public interface EvaluationListener {
    /** Receives how far the run is: once at the start, then after every sample. */
    default void onProgress(EvaluationProgress progress) {}

    /**
     * Receives the maps of a sample, for pictures of its errors; keep few of them.
     *
     * @param aligned the prediction on the scale of the ground truth
     * @param score its metrics
     */
    default void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {}

    /** Receives a sample that could not be judged. */
    default void onFailed(SampleFailure failure) {}

    /** Returns a listener that ignores everything. */
    static EvaluationListener none() {
        return new EvaluationListener() {};
    }
}
