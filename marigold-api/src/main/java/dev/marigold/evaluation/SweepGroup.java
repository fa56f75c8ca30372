package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * Settings of a sweep that share their members.
 *
 * @param scheduler id of the scheduler
 * @param resolution longer edge while processing in pixels; 0 for the picture's own size
 * @param steps number of denoising steps
 */
public record SweepGroup(String scheduler, int resolution, int steps) {
    /** Checks the scheduler. */
    public SweepGroup {
        requireNonNull(scheduler, "scheduler");
    }

    /** Returns a name for files and people: {@code ddim-r768-s4}. */
    public String name() {
        return scheduler + "-r" + resolution + "-s" + steps;
    }
}
