package dev.marigold.evaluation;

/**
 * Watches a sweep. Called on the thread of the sweep; what it throws ends the sweep.
 */
public interface SweepListener {
    /** Receives how far the sweep is: once at the start, then after every picture of every group. */
    default void onProgress(SweepProgress progress) {}

    /**
     * Hears of a picture whose members are computed next.
     *
     * @param sample the sample's id
     */
    default void onSample(SweepGroup group, String sample) {}

    /** Receives a picture that could not be judged with a setting. */
    default void onFailed(SweepSetting setting, SampleFailure failure) {}

    /** Returns a listener that ignores everything. */
    static SweepListener none() {
        return new SweepListener() {};
    }
}
