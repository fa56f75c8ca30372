package dev.marigold.checkpoint;

/**
 * Configuration of a {@code CLIPTextModel}.
 *
 * @param vocabularySize number of token ids
 * @param hiddenSize width of the embedding
 * @param intermediateSize width of the hidden layer of each feed-forward network
 * @param layers number of transformer layers
 * @param heads number of attention heads
 * @param maxPositions longest sequence
 * @param activation activation of the feed-forward networks
 * @param normEpsilon epsilon of every layer normalisation
 */
public record ClipTextConfig(
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int maxPositions,
        Activation activation,
        double normEpsilon) {}
