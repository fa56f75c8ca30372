package dev.marigold.training.objective;

/** What a one-step prediction starts from. */
public enum StartLatent {
    /** Normal noise, as a pipeline with several steps starts: the result can still be ensembled. */
    GAUSSIAN,
    /**
     * Zeros: the prediction is a function of the picture alone. A checkpoint does not say so; whoever uses it asks for {@link
     * dev.marigold.DepthRequest.Builder#zeroLatents()}, as validation and previews do.
     */
    ZEROS
}
