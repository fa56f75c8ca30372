package dev.marigold.network;

/**
 * Transformer blocks over the pixels of an image that also attend to the text (Rombach et al. 2022, section 3.3), in the form of Stable
 * Diffusion 1 and 2.
 *
 * @param channels channels of the image, a multiple of {@code heads}
 * @param heads attention heads
 * @param depth number of transformer blocks
 * @param textChannels channels of the text tokens
 * @param groups groups of the group normalisation
 * @param linearProjection whether the projections are stored as linear layers or as 1x1 convolutions
 */
record SpatialTransformer(int channels, int heads, int depth, int textChannels, int groups, boolean linearProjection) {
    private static final double GROUP_NORM_EPSILON = 1e-6;
    private static final double LAYER_NORM_EPSILON = 1e-5;

    <T> T forward(Ops<T> ops, WeightLookup weights, String name, T image, T text) {
        Layers<T> layers = new Layers<>(ops, weights);
        T normalised = layers.groupNorm(name + ".norm", image, channels, groups, GROUP_NORM_EPSILON);
        T tokens = project(layers, name + ".proj_in", ops.toTokens(normalised));
        for (int block = 0; block < depth; block++) {
            tokens = block(ops, layers, name + ".transformer_blocks." + block, tokens, text);
        }
        return ops.add(ops.toImage(project(layers, name + ".proj_out", tokens), image), image);
    }

    private <T> T project(Layers<T> layers, String name, T tokens) {
        return linearProjection
                ? layers.linear(name, tokens, channels, channels)
                : layers.linearFromConvolution(name, tokens, channels);
    }

    private <T> T block(Ops<T> ops, Layers<T> layers, String name, T tokens, T text) {
        T query = layers.layerNorm(name + ".norm1", tokens, channels, LAYER_NORM_EPSILON);
        T x = ops.add(attention(ops, layers, name + ".attn1", query, query, channels), tokens);
        query = layers.layerNorm(name + ".norm2", x, channels, LAYER_NORM_EPSILON);
        x = ops.add(attention(ops, layers, name + ".attn2", query, text, textChannels), x);
        T hidden = layers.layerNorm(name + ".norm3", x, channels, LAYER_NORM_EPSILON);
        hidden = ops.geglu(layers.linear(name + ".ff.net.0.proj", hidden, channels, 8 * channels));
        return ops.add(layers.linear(name + ".ff.net.2", hidden, 4 * channels, channels), x);
    }

    private <T> T attention(Ops<T> ops, Layers<T> layers, String name, T query, T context, int contextChannels) {
        T attended = ops.attention(
                layers.linearNoBias(name + ".to_q", query, channels, channels),
                layers.linearNoBias(name + ".to_k", context, contextChannels, channels),
                layers.linearNoBias(name + ".to_v", context, contextChannels, channels),
                heads);
        return layers.linear(name + ".to_out.0", attended, channels, channels);
    }
}
