package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.numeric.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The grid of a sweep: every ensemble size with every ensembler, number of steps, scheduler and resolution. Immutable.
 */
public final class SweepPlan {
    private final List<Integer> ensembleSizes;
    private final List<String> ensemblers;
    private final List<Integer> steps;
    private final List<String> schedulers;
    private final List<Integer> resolutions;

    private SweepPlan(Builder builder) {
        ensembleSizes = builder.ensembleSizes;
        ensemblers = builder.ensemblers;
        steps = builder.steps;
        schedulers = builder.schedulers;
        resolutions = builder.resolutions;
    }

    /**
     * Returns a builder of plans with one scheduler and one resolution, whose defaults are a single member, a single step and the ensembler
     * {@code least-squares}.
     *
     * @param scheduler id of the scheduler
     * @param resolution longer edge while processing, in [0, 16384]; 0 for the picture's own size
     * @throws IllegalArgumentException if {@code resolution} is outside its range
     */
    public static Builder builder(String scheduler, int resolution) {
        return new Builder().schedulers(requireNonNull(scheduler, "scheduler")).resolutions(resolution);
    }

    /** Returns the ensemble sizes, ascending. */
    public List<Integer> ensembleSizes() {
        return ensembleSizes;
    }

    /** Returns the ids of the ensemblers. */
    public List<String> ensemblers() {
        return ensemblers;
    }

    /** Returns the numbers of denoising steps, ascending. */
    public List<Integer> steps() {
        return steps;
    }

    /** Returns the ids of the schedulers. */
    public List<String> schedulers() {
        return schedulers;
    }

    /** Returns the processing resolutions, ascending. */
    public List<Integer> resolutions() {
        return resolutions;
    }

    /** Returns how many members are computed of every picture in every group: the largest ensemble size. */
    public int members() {
        return ensembleSizes.get(ensembleSizes.size() - 1);
    }

    /** Returns what has members of its own, in the order it is computed: by scheduler, then resolution, then steps. */
    public List<SweepGroup> groups() {
        List<SweepGroup> groups = new ArrayList<>();
        for (String scheduler : schedulers) {
            for (int resolution : resolutions) {
                steps.forEach(count -> groups.add(new SweepGroup(scheduler, resolution, count)));
            }
        }
        return groups;
    }

    /** Returns the cells of a group: by ensembler, then ensemble size. */
    public List<SweepSetting> settings(SweepGroup group) {
        List<SweepSetting> settings = new ArrayList<>();
        for (String ensembler : ensemblers) {
            ensembleSizes.forEach(size -> settings.add(new SweepSetting(group, ensembler, size)));
        }
        return settings;
    }

    @Override
    public String toString() {
        return "SweepPlan[ensembleSizes " + ensembleSizes + ", ensemblers " + ensemblers + ", steps " + steps
                + ", schedulers " + schedulers + ", resolutions " + resolutions + "]";
    }

    /** Collects the axes. Not thread-safe. */
    public static final class Builder {
        private List<Integer> ensembleSizes = List.of(1);
        private List<String> ensemblers = List.of("least-squares");
        private List<Integer> steps = List.of(1);
        private List<String> schedulers = List.of();
        private List<Integer> resolutions = List.of();

        private Builder() {}

        /**
         * Sets the ensemble sizes.
         *
         * @param sizes at least one, each in [1, 64] and there once
         * @throws IllegalArgumentException if they are not
         */
        public Builder ensembleSizes(int... sizes) {
            ensembleSizes = numbers("ensembleSizes", sizes, 1, Ranges.MAX_ENSEMBLE_SIZE);
            return this;
        }

        /**
         * Sets the ensemblers.
         *
         * @param ids at least one, each there once
         * @throws IllegalArgumentException if they are not
         */
        public Builder ensemblers(String... ids) {
            ensemblers = distinct("ensemblers", List.of(ids));
            return this;
        }

        /**
         * Sets the numbers of denoising steps.
         *
         * @param counts at least one, each in [1, 1000] and there once
         * @throws IllegalArgumentException if they are not
         */
        public Builder steps(int... counts) {
            steps = numbers("steps", counts, 1, Ranges.MAX_STEPS);
            return this;
        }

        /**
         * Sets the schedulers.
         *
         * @param ids at least one, each there once
         * @throws IllegalArgumentException if they are not
         */
        public Builder schedulers(String... ids) {
            schedulers = distinct("schedulers", List.of(ids));
            return this;
        }

        /**
         * Sets the processing resolutions.
         *
         * @param edges at least one, each in [0, 16384] and there once; 0 for the picture's own size
         * @throws IllegalArgumentException if they are not
         */
        public Builder resolutions(int... edges) {
            resolutions = numbers("resolutions", edges, 0, Ranges.MAX_RESOLUTION);
            return this;
        }

        /** Creates the plan; the builder stays usable. */
        public SweepPlan build() {
            return new SweepPlan(this);
        }

        private static List<Integer> numbers(String name, int[] values, int min, int max) {
            List<Integer> list = new ArrayList<>(Arrays.stream(values).boxed().toList());
            for (int value : list) {
                Ranges.require(name, value, min, max);
            }
            Collections.sort(list);
            return distinct(name, list);
        }

        private static <T> List<T> distinct(String name, List<T> values) {
            if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException(name + " must be at least one and each once, got " + values);
            }
            return List.copyOf(values);
        }
    }
}
