package dev.marigold.evaluation;

/**
 * How far a run is.
 *
 * @param done samples that are judged or failed, those of an earlier run included, in [0, total]
 * @param resumed samples of {@code done} that an earlier run judged
 * @param failed samples of {@code done} that failed
 * @param total samples of the data set
 * @param sample id of the sample that was finished last; empty at the start
 */
public record EvaluationProgress(int done, int resumed, int failed, int total, String sample) {}
