package dev.marigold.training.objective;

/** What a one-step prediction starts from. */
public enum StartLatent {
    /** Normal noise, as a pipeline with several steps starts: the result can still be ensembled. */
    GAUSSIAN,
    /**
     * Zeros: the prediction is a function of the picture alone. The checkpoint says so ({@link
     * dev.marigold.checkpoint.PipelineConfig#startsFromZeros()}), and this library starts it from there.
     */
    ZEROS
}
