package dev.marigold.schedulers;

/** How the variance of the noise added by one training timestep grows; the values of the key {@code beta_schedule}. */
enum BetaSchedule {
    /** Equal increments (Ho et al. 2020, <a href="https://arxiv.org/abs/2006.11239">arXiv:2006.11239</a>). */
    LINEAR {
        @Override
        double[] betas(int count, double start, double end) {
            return evenlySpaced(count, start, end);
        }
    },
    /** Equal increments of the square root (Rombach et al. 2022, <a href="https://arxiv.org/abs/2112.10752">arXiv:2112.10752</a>). */
    SCALED_LINEAR {
        @Override
        double[] betas(int count, double start, double end) {
            double[] betas = evenlySpaced(count, Math.sqrt(start), Math.sqrt(end));
            for (int t = 0; t < count; t++) {
                betas[t] *= betas[t];
            }
            return betas;
        }
    },
    /**
     * A squared cosine for the product of the alphas (Nichol and Dhariwal 2021, eq. 17,
     * <a href="https://arxiv.org/abs/2102.09672">arXiv:2102.09672</a>); start and end have no influence.
     */
    SQUAREDCOS_CAP_V2 {
        @Override
        double[] betas(int count, double start, double end) {
            double[] betas = new double[count];
            for (int t = 0; t < count; t++) {
                double kept = squaredCosine((t + 1.0) / count) / squaredCosine((double) t / count);
                betas[t] = Math.min(1 - kept, LARGEST_COSINE_BETA);
            }
            return betas;
        }
    };

    private static final double LARGEST_COSINE_BETA = 0.999;
    private static final double COSINE_OFFSET = 0.008;

    /** Returns one beta for each of {@code count} timesteps. */
    abstract double[] betas(int count, double start, double end);

    private static double[] evenlySpaced(int count, double start, double end) {
        double[] values = new double[count];
        double increment = count == 1 ? 0 : (end - start) / (count - 1);
        for (int t = 0; t < count; t++) {
            values[t] = start + t * increment;
        }
        return values;
    }

    private static double squaredCosine(double time) {
        double cosine = Math.cos((time + COSINE_OFFSET) / (1 + COSINE_OFFSET) * Math.PI / 2);
        return cosine * cosine;
    }
}
