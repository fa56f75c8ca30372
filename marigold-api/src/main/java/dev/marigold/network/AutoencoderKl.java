package dev.marigold.network;

import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.Weight;
import dev.marigold.tensor.Shape;
import java.util.List;

/**
 * The variational autoencoder of Stable Diffusion (Rombach et al. 2022; diffusers' {@code AutoencoderKL}) as two networks. The encoder
 * returns the mode of the posterior, its first {@code latentChannels} channels; the log-variance is never computed.
 */
public final class AutoencoderKl implements Autoencoder {
    private static final double EPSILON = 1e-6;

    private final AutoencoderKlConfig config;
    private final WeightLookup weights;

    /** Creates the autoencoder. */
    public AutoencoderKl(AutoencoderKlConfig config, WeightLookup weights) {
        this.config = config;
        this.weights = weights;
    }

    @Override
    public Network encoder() {
        return new Encoder();
    }

    @Override
    public Network decoder() {
        return new Decoder();
    }

    private int channels(int level) {
        return config.blockOutChannels().get(level);
    }

    private int last() {
        return config.blockOutChannels().size() - 1;
    }

    private <T> T residual(Ops<T> ops, Layers<T> layers, String name, T x, int in, int out) {
        return new ResidualBlock(in, out, config.normGroups(), EPSILON).forward(ops, layers, name, x, null, 0);
    }

    private <T> T middle(Ops<T> ops, Layers<T> layers, String name, T input) {
        int c = channels(last());
        T x = residual(ops, layers, name + ".resnets.0", input, c, c);
        if (config.midBlockAttention()) {
            x = attention(ops, layers, name + ".attentions.0", x, c);
        }
        return residual(ops, layers, name + ".resnets.1", x, c, c);
    }

    private <T> T attention(Ops<T> ops, Layers<T> layers, String name, T x, int c) {
        T tokens = ops.toTokens(layers.groupNorm(name + ".group_norm", x, c, config.normGroups(), EPSILON));
        T attended = ops.attention(
                layers.linear(name + ".to_q", tokens, c, c),
                layers.linear(name + ".to_k", tokens, c, c),
                layers.linear(name + ".to_v", tokens, c, c),
                1);
        return ops.add(ops.toImage(layers.linear(name + ".to_out.0", attended, c, c), x), x);
    }

    /** Picture to latent. */
    private final class Encoder implements Network {
        @Override
        public String name() {
            return "vae encoder";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("image", NetworkInput.Kind.IMAGE, config.inChannels()));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            Layers<T> layers = new Layers<>(ops, weights);
            T x = layers.convolution3("encoder.conv_in", inputs.get(0), config.inChannels(), channels(0));
            for (int level = 0; level <= last(); level++) {
                x = level(ops, layers, level, x);
            }
            x = middle(ops, layers, "encoder.mid_block", x);
            x = layers.groupNormSilu("encoder.conv_norm_out", x, channels(last()), config.normGroups(), EPSILON);
            return config.quantConvolution() ? moments(ops, layers, x) : mode(ops, x);
        }

        private <T> T level(Ops<T> ops, Layers<T> layers, int level, T input) {
            String name = "encoder.down_blocks." + level;
            T x = input;
            int c = channels(level);
            for (int layer = 0; layer < config.layersPerBlock(); layer++) {
                int in = layer == 0 ? channels(Math.max(level - 1, 0)) : c;
                x = residual(ops, layers, name + ".resnets." + layer, x, in, c);
            }
            return level == last()
                    ? x
                    : layers.convolution3(name + ".downsamplers.0.conv", x, c, c, 2, Padding.BOTTOM_RIGHT);
        }

        private <T> T moments(Ops<T> ops, Layers<T> layers, T x) {
            int moments = 2 * config.latentChannels();
            T both = layers.convolution3("encoder.conv_out", x, channels(last()), moments);
            Weight weight = weights.get("quant_conv.weight", Shape.of(moments, moments, 1, 1));
            return ops.convolution(
                    both, mean(weight), mean(weights.get("quant_conv.bias", Shape.of(moments))), 1, Padding.NONE);
        }

        private <T> T mode(Ops<T> ops, T x) {
            int moments = 2 * config.latentChannels();
            Weight weight = weights.get("encoder.conv_out.weight", Shape.of(moments, channels(last()), 3, 3));
            Weight bias = weights.get("encoder.conv_out.bias", Shape.of(moments));
            return ops.convolution(x, mean(weight), mean(bias), 1, Padding.ONE);
        }

        private Weight mean(Weight moments) {
            return moments.rows(0, config.latentChannels());
        }
    }

    /** Latent to picture. */
    private final class Decoder implements Network {
        @Override
        public String name() {
            return "vae decoder";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("latent", NetworkInput.Kind.IMAGE, config.latentChannels()));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            Layers<T> layers = new Layers<>(ops, weights);
            int latent = config.latentChannels();
            T x = inputs.get(0);
            if (config.postQuantConvolution()) {
                x = layers.convolution1("post_quant_conv", x, latent, latent);
            }
            x = layers.convolution3("decoder.conv_in", x, latent, channels(last()));
            x = middle(ops, layers, "decoder.mid_block", x);
            for (int level = last(); level >= 0; level--) {
                x = level(ops, layers, level, x);
            }
            x = layers.groupNormSilu("decoder.conv_norm_out", x, channels(0), config.normGroups(), EPSILON);
            return layers.convolution3("decoder.conv_out", x, channels(0), config.outChannels());
        }

        private <T> T level(Ops<T> ops, Layers<T> layers, int level, T input) {
            String name = "decoder.up_blocks." + (last() - level);
            T x = input;
            int c = channels(level);
            for (int layer = 0; layer <= config.layersPerBlock(); layer++) {
                int in = layer == 0 ? channels(Math.min(level + 1, last())) : c;
                x = residual(ops, layers, name + ".resnets." + layer, x, in, c);
            }
            return level == 0 ? x : layers.convolution3(name + ".upsamplers.0.conv", ops.upsample(x), c, c);
        }
    }
}
