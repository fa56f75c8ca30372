package dev.marigold.checkpoint;

import java.util.List;

/**
 * Configuration of a {@code UNet2DConditionModel}, restricted to what Marigold, Stable Diffusion 1 and 2 checkpoints use.
 *
 * @param inChannels channels of the input: image latent and target latents
 * @param outChannels channels of the output: target latents
 * @param blockOutChannels channels of each level, from full resolution down
 * @param downCrossAttention whether each level of the contracting path has transformer blocks
 * @param upCrossAttention whether each level of the expanding path, from the lowest resolution up, has transformer blocks
 * @param layersPerBlock residual blocks of each contracting level; expanding levels have one more
 * @param attentionHeads number of heads of each level (the key {@code attention_head_dim} holds it, by historical accident)
 * @param transformerLayers transformer blocks in each spatial transformer, per level
 * @param crossAttentionDim width of the text embedding
 * @param linearProjection whether spatial transformers project with linear layers rather than 1x1 convolutions
 * @param normGroups groups of every group normalisation
 * @param normEpsilon epsilon of the group normalisations of residual blocks and of the output
 * @param flipSinToCos whether the time embedding starts with the cosines
 * @param frequencyShift {@code freq_shift} of the time embedding
 */
public record UnetConfig(
        int inChannels,
        int outChannels,
        List<Integer> blockOutChannels,
        List<Boolean> downCrossAttention,
        List<Boolean> upCrossAttention,
        int layersPerBlock,
        List<Integer> attentionHeads,
        List<Integer> transformerLayers,
        int crossAttentionDim,
        boolean linearProjection,
        int normGroups,
        double normEpsilon,
        boolean flipSinToCos,
        double frequencyShift) {
    /** Copies the lists. */
    public UnetConfig {
        blockOutChannels = List.copyOf(blockOutChannels);
        downCrossAttention = List.copyOf(downCrossAttention);
        upCrossAttention = List.copyOf(upCrossAttention);
        attentionHeads = List.copyOf(attentionHeads);
        transformerLayers = List.copyOf(transformerLayers);
    }

    /** Returns the same configuration with another number of residual blocks a level. */
    public UnetConfig withLayersPerBlock(int layers) {
        return new UnetConfig(
                inChannels,
                outChannels,
                blockOutChannels,
                downCrossAttention,
                upCrossAttention,
                layers,
                attentionHeads,
                transformerLayers,
                crossAttentionDim,
                linearProjection,
                normGroups,
                normEpsilon,
                flipSinToCos,
                frequencyShift);
    }

    /** Returns the number of levels. */
    public int levels() {
        return blockOutChannels.size();
    }
}
