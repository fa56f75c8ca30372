package dev.marigold.checkpoint;

import java.util.List;

/**
 * Configuration of an {@code AutoencoderTiny}.
 *
 * @param inChannels channels of a picture
 * @param outChannels channels of a decoded picture
 * @param latentChannels channels of a latent
 * @param encoderChannels channels of each encoder level, from full resolution down
 * @param decoderChannels channels of each decoder level, from the lowest resolution up
 * @param encoderBlocks blocks of each encoder level
 * @param decoderBlocks blocks of each decoder level, from the lowest resolution up
 * @param activation activation inside the blocks
 * @param scalingFactor see {@link AutoencoderConfig#scalingFactor()}
 */
public record AutoencoderTinyConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> encoderChannels,
        List<Integer> decoderChannels,
        List<Integer> encoderBlocks,
        List<Integer> decoderBlocks,
        Activation activation,
        double scalingFactor)
        implements AutoencoderConfig {
    /** Copies the lists. */
    public AutoencoderTinyConfig {
        encoderChannels = List.copyOf(encoderChannels);
        decoderChannels = List.copyOf(decoderChannels);
        encoderBlocks = List.copyOf(encoderBlocks);
        decoderBlocks = List.copyOf(decoderBlocks);
    }

    @Override
    public int downscaling() {
        return 1 << (encoderChannels.size() - 1);
    }
}
