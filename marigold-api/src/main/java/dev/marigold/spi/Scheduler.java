package dev.marigold.spi;

/** A rule to walk from noise to a sample. Immutable and safe for use by several threads. */
public interface Scheduler {
    /**
     * Returns the walk from noise to a sample in a number of steps.
     *
     * @param steps at least 1
     * @return confined to one thread
     * @throws IllegalArgumentException if the schedule has no walk of that many steps
     */
    Trajectory start(int steps);
}
