package dev.marigold.network;

import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * The sinusoids that tell the denoising network its timestep (Vaswani et al. 2017, section 3.5; Ho et al. 2020). Single precision
 * throughout, like the program the checkpoints were trained with: at timestep 999 a frequency rounded differently is a visible phase.
 */
public final class TimestepEmbedding {
    private static final double MAX_PERIOD = 10_000;

    private TimestepEmbedding() {}

    /**
     * Returns the embedding of a timestep.
     *
     * @param timestep training timestep, at least 0
     * @return shape {@code [1, C0]} with {@code C0} the channels of the first level
     */
    public static FloatTensor of(int timestep, UnetConfig config) {
        int channels = config.blockOutChannels().get(0);
        int half = channels / 2;
        float[] values = new float[channels];
        int sine = config.flipSinToCos() ? half : 0;
        int cosine = config.flipSinToCos() ? 0 : half;
        float denominator = (float) (half - config.frequencyShift());
        for (int k = 0; k < half; k++) {
            float exponent = (float) -Math.log(MAX_PERIOD) * k / denominator;
            float phase = timestep * (float) Math.exp(exponent);
            values[sine + k] = (float) Math.sin(phase);
            values[cosine + k] = (float) Math.cos(phase);
        }
        return FloatTensor.wrap(Shape.of(1, channels), values);
    }
}
