package dev.marigold.schedulers;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * How samples drown in noise over the training timesteps (Ho et al. 2020, eq. 4, <a
 * href="https://arxiv.org/abs/2006.11239">arXiv:2006.11239</a>). Computed in double precision; the single-precision schedule of
 * diffusers differs by about 1e-6 relative. Immutable and safe for use by several threads.
 */
public final class NoiseSchedule {
    private static final String RESCALE = "rescale_betas_zero_snr";
    private static final int MOST_TIMESTEPS = 100_000;

    private final NoiseLevel[] levels;

    private NoiseSchedule(NoiseLevel[] levels) {
        this.levels = levels;
    }

    /**
     * Returns the schedule of a configuration. Absent keys take the defaults that the DDIM and DDPM schedulers of diffusers share.
     *
     * @throws dev.marigold.error.ModelLoadException if a key has an unknown value; names the key
     */
    public static NoiseSchedule of(SchedulerConfig config) {
        int count = Keys.integer(config, "num_train_timesteps", 1000, 1, MOST_TIMESTEPS);
        double[] products = cumulativeAlphas(betas(config, count));
        if (config.flag(RESCALE, false)) {
            endInPureNoise(products, config);
        }
        NoiseLevel[] levels = new NoiseLevel[count];
        for (int t = 0; t < count; t++) {
            levels[t] = new NoiseLevel(products[t]);
        }
        return new NoiseSchedule(levels);
    }

    /** Returns the number of training timesteps. */
    public int trainTimesteps() {
        return levels.length;
    }

    /**
     * Returns the noise level of a timestep.
     *
     * @param timestep in [0, {@link #trainTimesteps()})
     * @throws IllegalArgumentException if {@code timestep} is outside its range
     */
    public NoiseLevel level(int timestep) {
        if (timestep < 0 || timestep >= levels.length) {
            throw new IllegalArgumentException("timesteps must be in [0, " + levels.length + "), got " + timestep);
        }
        return levels[timestep];
    }

    /**
     * Returns samples with noise added: {@code signal * sample + noise * epsilon}.
     *
     * @param samples shape {@code [B, ...]}
     * @param noise of the shape of {@code samples}
     * @param timesteps one for each sample, in [0, {@link #trainTimesteps()})
     * @throws IllegalArgumentException if a shape, the number of timesteps or a timestep is not as described
     */
    public FloatTensor addNoise(FloatTensor samples, FloatTensor noise, int... timesteps) {
        return combine(
                samples,
                noise,
                timesteps,
                (sample, epsilon, level) -> level.signal() * sample + level.noise() * epsilon);
    }

    /**
     * Returns the velocity: {@code signal * epsilon - noise * sample}.
     *
     * @param samples shape {@code [B, ...]}
     * @param noise of the shape of {@code samples}
     * @param timesteps one for each sample, in [0, {@link #trainTimesteps()})
     * @throws IllegalArgumentException if a shape, the number of timesteps or a timestep is not as described
     */
    public FloatTensor velocity(FloatTensor samples, FloatTensor noise, int... timesteps) {
        return combine(
                samples,
                noise,
                timesteps,
                (sample, epsilon, level) -> level.signal() * epsilon - level.noise() * sample);
    }

    private FloatTensor combine(FloatTensor samples, FloatTensor noise, int[] timesteps, Combination combination) {
        Shape shape = requireNonNull(samples, "samples").shape();
        SameShape.require("noise", requireNonNull(noise, "noise"), "samples", samples);
        if (shape.rank() == 0 || shape.extent(0) != timesteps.length) {
            throw new IllegalArgumentException(
                    "timesteps must have one entry for each of samples " + shape + ", got " + timesteps.length);
        }
        float[] combined = samples.toArray();
        int length = timesteps.length == 0 ? 0 : combined.length / timesteps.length;
        for (int b = 0; b < timesteps.length; b++) {
            NoiseLevel level = level(timesteps[b]);
            for (int i = b * length; i < (b + 1) * length; i++) {
                combined[i] = (float) combination.of(combined[i], noise.get(i), level);
            }
        }
        return FloatTensor.wrap(shape, combined);
    }

    private static double[] betas(SchedulerConfig config, int count) {
        BetaSchedule schedule = Keys.choice(config, "beta_schedule", BetaSchedule.LINEAR);
        double start = Keys.openUnit(config, "beta_start", 0.0001);
        double end = Keys.openUnit(config, "beta_end", 0.02);
        double[] betas = config.numbers("trained_betas").orElseGet(() -> schedule.betas(count, start, end));
        if (betas.length != count) {
            throw Keys.refused(
                    config,
                    "trained_betas",
                    "a list of num_train_timesteps = " + count + " numbers",
                    betas.length + " numbers");
        }
        for (int t = 0; t < count; t++) {
            // Only the last beta may erase the sample: later timesteps would have nothing left to scale.
            boolean erases = betas[t] == 1 && t == count - 1;
            if (!(betas[t] > 0 && (betas[t] < 1 || erases))) {
                throw Keys.refused(
                        config,
                        "trained_betas",
                        "in (0, 1), or 1 at the last timestep",
                        betas[t] + " at timestep " + t);
            }
        }
        return betas;
    }

    private static double[] cumulativeAlphas(double[] betas) {
        double[] products = new double[betas.length];
        double product = 1;
        for (int t = 0; t < betas.length; t++) {
            product *= 1 - betas[t];
            products[t] = product;
        }
        return products;
    }

    /** Shifts and scales the signal so that none is left at the last timestep and the first keeps its own (Lin et al. 2023, algorithm 1). */
    private static void endInPureNoise(double[] products, SchedulerConfig config) {
        double first = Math.sqrt(products[0]);
        double last = Math.sqrt(products[products.length - 1]);
        if (first == last) {
            throw Keys.refused(
                    config, RESCALE, "false where the last training timestep has as much signal as the first", true);
        }
        for (int t = 0; t < products.length; t++) {
            double signal = (Math.sqrt(products[t]) - last) * first / (first - last);
            products[t] = signal * signal;
        }
    }

    @FunctionalInterface
    private interface Combination {
        double of(double sample, double epsilon, NoiseLevel level);
    }
}
