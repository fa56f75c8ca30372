package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * One cell of a sweep's grid.
 *
 * @param group what decides on the members
 * @param ensembler id of the ensembler
 * @param ensembleSize how many of the members are merged
 */
public record SweepSetting(SweepGroup group, String ensembler, int ensembleSize) {
    /** Checks the names. */
    public SweepSetting {
        requireNonNull(group, "group");
        requireNonNull(ensembler, "ensembler");
    }

    /** Returns a name for files and people: {@code ddim-r768-s4-e10-least-squares}. */
    public String name() {
        return group.name() + "-" + shortName();
    }

    String shortName() {
        return "e" + ensembleSize + "-" + ensembler;
    }
}
