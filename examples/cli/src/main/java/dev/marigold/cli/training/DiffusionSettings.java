package dev.marigold.cli.training;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.schedulers.PredictionType;
import java.util.Locale;

/** Reads what the denoising network says, and whether its last timestep is noise alone. */
final class DiffusionSettings {
    private static final String PREDICTION = "prediction";
    private static final String ZERO_SNR = "zero-snr";
    private static final String RESCALED = "rescale_betas_zero_snr";

    private DiffusionSettings() {}

    /**
     * Returns the scheduler to train for, and which checkpoints get.
     *
     * @param usual what it is unless the section says otherwise
     */
    static SchedulerConfig read(Section section, SchedulerConfig usual) {
        PredictionType prediction = section.choice(PREDICTION, PredictionType.of(usual));
        boolean zeroSnr = section.flag(ZERO_SNR, usual.flag(RESCALED, false));
        section.check(section.has(PREDICTION) ? PREDICTION : ZERO_SNR, () -> {
            if (zeroSnr && prediction == PredictionType.EPSILON) {
                throw new IllegalArgumentException("epsilon, which "
                        + (section.has(PREDICTION) ? "is asked for" : "the start predicts")
                        + ", needs zero-snr: false, since noise alone says nothing about a picture; or train it for"
                        + " prediction: v-prediction or sample");
            }
            return prediction;
        });
        return usual.with("prediction_type", prediction.name().toLowerCase(Locale.ROOT))
                .with(RESCALED, zeroSnr);
    }
}
