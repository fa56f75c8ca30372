package com.example.marigold.dpmsolver;

import static java.util.Objects.requireNonNull;

import dev.marigold.schedulers.NoiseLevel;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;

/**
 * One walk. With signal {@code s}, noise {@code n} and half the logarithm of the signal-to-noise ratio {@code l = ln(s / n)} of each
 * timestep, {@code h} the growth of {@code l} to the next timestep and {@code x0} the network's estimate of the clean sample, the exact
 * solution of the probability flow
 *
 * <pre>{@code next = n' / n * sample + s' * integral over u in [0, h] of exp(u - h) * x0(u) du}</pre>
 *
 * is approximated by {@code n' / n * sample + s' * (1 - exp(-h)) * d}: {@code x0} changes linearly with {@code l}, so {@code d} is its
 * value half a step ahead, extrapolated from this estimate and the one before: {@code d = x0 + h / (2 * hBefore) * (x0 - x0Before)}. The
 * first step has no estimate before it and takes {@code d = x0}. So does the last: its {@code h} is infinite, because it ends without noise.
 */
final class DpmSolverWalk implements Trajectory {
    private final DpmSolver solver;
    private final int[] timesteps;
    private int taken;
    private double[] estimatesBefore = {};

    DpmSolverWalk(DpmSolver solver, int[] timesteps) {
        this.solver = solver;
        this.timesteps = timesteps;
    }

    @Override
    public int[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
        requireNonNull(modelOutput, "modelOutput");
        requireNonNull(sample, "sample");
        requireNonNull(noise, "noise");
        if (taken == timesteps.length) {
            throw new IllegalStateException("step must be called " + timesteps.length + " times, got one more");
        }
        if (!modelOutput.shape().equals(sample.shape())) {
            throw new IllegalArgumentException(
                    "modelOutput must have the shape of sample " + sample.shape() + ", got " + modelOutput.shape());
        }
        double[] estimates = solver.estimates(modelOutput, sample, solver.level(timesteps[taken]));
        float[] next = isLast() ? rounded(estimates) : advanced(sample, estimates);
        estimatesBefore = estimates;
        taken++;
        return FloatTensor.wrap(sample.shape(), next);
    }

    private boolean isLast() {
        return taken == timesteps.length - 1;
    }

    private static float[] rounded(double[] estimates) {
        float[] rounded = new float[estimates.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) estimates[i];
        }
        return rounded;
    }

    private float[] advanced(FloatTensor sample, double[] estimates) {
        NoiseLevel from = solver.level(timesteps[taken]);
        NoiseLevel to = solver.level(timesteps[taken + 1]);
        double kept = to.noise() / from.noise();
        double gained = to.signal() - from.signal() * kept;
        double ahead = lookAhead();
        float[] next = new float[estimates.length];
        for (int i = 0; i < next.length; i++) {
            double trend = ahead == 0 ? 0 : estimates[i] - estimatesBefore[i];
            next[i] = (float) (kept * sample.get(i) + gained * (estimates[i] + ahead * trend));
        }
        return next;
    }

    /** Returns half this step in units of the one before; 0 in the first step. */
    private double lookAhead() {
        if (taken == 0) {
            return 0;
        }
        double here = halfLogSnr(timesteps[taken]);
        return (halfLogSnr(timesteps[taken + 1]) - here) / (2 * (here - halfLogSnr(timesteps[taken - 1])));
    }

    private double halfLogSnr(int timestep) {
        NoiseLevel level = solver.level(timestep);
        return Math.log(level.signal() / level.noise());
    }
}
