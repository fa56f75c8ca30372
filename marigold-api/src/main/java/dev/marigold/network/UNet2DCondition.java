package dev.marigold.network;

import dev.marigold.checkpoint.UnetConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The denoising network of Stable Diffusion 1 and 2 (Rombach et al. 2022; diffusers' {@code UNet2DConditionModel}): a U-Net of residual
 * blocks that know the timestep and spatial transformers that attend to the text.
 *
 * <p>Inputs: {@code sample} {@code [B, inChannels, h, w]}, {@code time} {@code [1, C0]} (see {@link TimestepEmbedding}), {@code text}
 * {@code [B, n, crossAttentionDim]}. Output {@code [B, outChannels, h, w]}. {@code h} and {@code w} need not be multiples of anything:
 * upsampling takes its size from the skip connection it meets.
 */
public final class UNet2DCondition implements Network {
    private final UnetConfig config;
    private final WeightLookup weights;

    /** Creates the network. */
    public UNet2DCondition(UnetConfig config, WeightLookup weights) {
        this.config = config;
        this.weights = weights;
    }

    @Override
    public String name() {
        return "unet";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(
                new NetworkInput("sample", NetworkInput.Kind.IMAGE, config.inChannels()),
                new NetworkInput("time", NetworkInput.Kind.VECTOR, channels(0)),
                new NetworkInput("text", NetworkInput.Kind.TOKENS, config.crossAttentionDim()));
    }

    @Override
    public <T> T forward(Ops<T> ops, List<T> inputs) {
        return new Evaluation<>(ops, inputs.get(1), inputs.get(2)).run(inputs.get(0));
    }

    private int channels(int level) {
        return config.blockOutChannels().get(level);
    }

    private SpatialTransformer transformer(int level) {
        return new SpatialTransformer(
                channels(level),
                config.attentionHeads().get(level),
                config.transformerLayers().get(level),
                config.crossAttentionDim(),
                config.normGroups(),
                config.linearProjection());
    }

    /** One pass through the network, with what every block needs at hand. */
    private final class Evaluation<T> {
        private final Ops<T> ops;
        private final Layers<T> layers;
        private final T text;
        private final T time;
        private final int timeChannels = 4 * channels(0);
        private final int last = config.levels() - 1;
        private final Deque<T> skips = new ArrayDeque<>();

        Evaluation(Ops<T> ops, T sinusoid, T text) {
            this.ops = ops;
            this.layers = new Layers<>(ops, weights);
            this.text = text;
            T hidden = layers.linear("time_embedding.linear_1", sinusoid, channels(0), timeChannels);
            // Every residual block starts its use of the embedding with the same SiLU.
            this.time =
                    ops.silu(layers.linear("time_embedding.linear_2", ops.silu(hidden), timeChannels, timeChannels));
        }

        T run(T sample) {
            T x = layers.convolution3("conv_in", sample, config.inChannels(), channels(0));
            skips.push(x);
            for (int level = 0; level <= last; level++) {
                x = down(level, x);
            }
            x = middle(x);
            for (int level = last; level >= 0; level--) {
                x = up(level, x);
            }
            x = layers.groupNormSilu("conv_norm_out", x, channels(0), config.normGroups(), config.normEpsilon());
            return layers.convolution3("conv_out", x, channels(0), config.outChannels());
        }

        private T down(int level, T input) {
            String name = "down_blocks." + level;
            T x = input;
            int in = channels(Math.max(level - 1, 0));
            for (int layer = 0; layer < config.layersPerBlock(); layer++) {
                x = residual(name + ".resnets." + layer, x, layer == 0 ? in : channels(level), channels(level));
                if (config.downCrossAttention().get(level)) {
                    x = transformer(level).forward(ops, weights, name + ".attentions." + layer, x, text);
                }
                skips.push(x);
            }
            if (level < last) {
                int c = channels(level);
                x = layers.convolution3(name + ".downsamplers.0.conv", x, c, c, 2, Padding.ONE);
                skips.push(x);
            }
            return x;
        }

        private T middle(T input) {
            int c = channels(last);
            T x = residual("mid_block.resnets.0", input, c, c);
            x = transformer(last).forward(ops, weights, "mid_block.attentions.0", x, text);
            return residual("mid_block.resnets.1", x, c, c);
        }

        private T up(int level, T input) {
            int block = last - level;
            String name = "up_blocks." + block;
            T x = input;
            int c = channels(level);
            for (int layer = 0; layer <= config.layersPerBlock(); layer++) {
                int below = layer == 0 ? channels(Math.min(level + 1, last)) : c;
                int skip = layer == config.layersPerBlock() ? channels(Math.max(level - 1, 0)) : c;
                x = residual(name + ".resnets." + layer, ops.concat(x, skips.pop()), below + skip, c);
                if (config.upCrossAttention().get(block)) {
                    x = transformer(level).forward(ops, weights, name + ".attentions." + layer, x, text);
                }
            }
            if (level > 0) {
                x = layers.convolution3(name + ".upsamplers.0.conv", ops.upsampleLike(x, skips.element()), c, c);
            }
            return x;
        }

        private T residual(String name, T x, int in, int out) {
            return new ResidualBlock(in, out, config.normGroups(), config.normEpsilon())
                    .forward(ops, layers, name, x, time, timeChannels);
        }
    }
}
