package dev.marigold.network;

import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.List;

/**
 * The text encoder (Radford et al. 2021; transformers' {@code CLIPTextModel}): a causal transformer, the output being the hidden state of
 * every token after the final layer normalisation. Its input is what {@link #embed} returns: two rows of the vocabulary need not travel
 * through an engine together with the rest.
 */
public final class ClipTextModel implements Network {
    private final ClipTextConfig config;
    private final WeightLookup weights;

    /** Creates the network. */
    public ClipTextModel(ClipTextConfig config, WeightLookup weights) {
        this.config = config;
        this.weights = weights;
    }

    @Override
    public String name() {
        return "text encoder";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(new NetworkInput("embeddings", NetworkInput.Kind.TOKENS, config.hiddenSize()));
    }

    /**
     * Returns the sum of token and position embeddings.
     *
     * @param tokens ids in [0, vocabulary size), at most as many as there are positions
     * @return shape {@code [1, n, C]}
     * @throws IOException if the weights cannot be read
     */
    public FloatTensor embed(int... tokens) throws IOException {
        int width = config.hiddenSize();
        var tokenTable = weights.get("embeddings.token_embedding.weight", Shape.of(config.vocabularySize(), width));
        var positionTable = weights.get("embeddings.position_embedding.weight", Shape.of(config.maxPositions(), width));
        float[] sum = positionTable.rows(0, tokens.length).readFloats();
        for (int i = 0; i < tokens.length; i++) {
            float[] row = tokenTable.rows(tokens[i], tokens[i] + 1).readFloats();
            for (int c = 0; c < width; c++) {
                sum[i * width + c] += row[c];
            }
        }
        return FloatTensor.wrap(Shape.of(1, tokens.length, width), sum);
    }

    @Override
    public <T> T forward(Ops<T> ops, List<T> inputs) {
        Layers<T> layers = new Layers<>(ops, weights);
        T x = inputs.get(0);
        for (int layer = 0; layer < config.layers(); layer++) {
            x = layer(ops, layers, "encoder.layers." + layer, x);
        }
        return layers.layerNorm("final_layer_norm", x, config.hiddenSize(), config.normEpsilon());
    }

    private <T> T layer(Ops<T> ops, Layers<T> layers, String name, T input) {
        int c = config.hiddenSize();
        T hidden = layers.layerNorm(name + ".layer_norm1", input, c, config.normEpsilon());
        T attended = ops.causalAttention(
                layers.linear(name + ".self_attn.q_proj", hidden, c, c),
                layers.linear(name + ".self_attn.k_proj", hidden, c, c),
                layers.linear(name + ".self_attn.v_proj", hidden, c, c),
                config.heads());
        T x = ops.add(layers.linear(name + ".self_attn.out_proj", attended, c, c), input);
        hidden = layers.layerNorm(name + ".layer_norm2", x, c, config.normEpsilon());
        hidden = layers.activation(
                config.activation(), layers.linear(name + ".mlp.fc1", hidden, c, config.intermediateSize()));
        return ops.add(layers.linear(name + ".mlp.fc2", hidden, config.intermediateSize(), c), x);
    }
}
