package dev.marigold.evaluation;

/**
 * How far a sweep is. Counted in pictures of groups: the members of one picture with one scheduler, resolution and number of steps.
 *
 * @param done finished or failed, those of an earlier run included, in [0, total]
 * @param resumed of {@code done}, finished by an earlier run
 * @param failed of {@code done}, those of which at least one cell failed
 * @param total pictures times groups
 */
public record SweepProgress(int done, int resumed, int failed, int total) {}
