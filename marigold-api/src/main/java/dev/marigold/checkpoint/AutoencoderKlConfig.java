package dev.marigold.checkpoint;

import java.util.List;

/**
 * Configuration of an {@code AutoencoderKL}.
 *
 * @param inChannels channels of a picture
 * @param outChannels channels of a decoded picture
 * @param latentChannels channels of a latent
 * @param blockOutChannels channels of each encoder level, from full resolution down
 * @param layersPerBlock residual blocks of each encoder level; decoder levels have one more
 * @param normGroups groups of every group normalisation
 * @param scalingFactor see {@link AutoencoderConfig#scalingFactor()}
 * @param quantConvolution whether a 1x1 convolution follows the encoder
 * @param postQuantConvolution whether a 1x1 convolution precedes the decoder
 * @param midBlockAttention whether the middle blocks attend
 */
public record AutoencoderKlConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> blockOutChannels,
        int layersPerBlock,
        int normGroups,
        double scalingFactor,
        boolean quantConvolution,
        boolean postQuantConvolution,
        boolean midBlockAttention)
        implements AutoencoderConfig {
    /** Copies the list. */
    public AutoencoderKlConfig {
        blockOutChannels = List.copyOf(blockOutChannels);
    }

    @Override
    public int downscaling() {
        return 1 << (blockOutChannels.size() - 1);
    }
}
