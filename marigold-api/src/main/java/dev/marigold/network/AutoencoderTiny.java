package dev.marigold.network;

import dev.marigold.checkpoint.AutoencoderTinyConfig;
import java.util.List;

/**
 * The tiny autoencoder (TAESD; diffusers' {@code AutoencoderTiny}) as two networks: plain convolutions and ReLU, many times cheaper than
 * {@link AutoencoderKl}. Layers are numbered in sequence, as the checkpoints name them.
 */
public final class AutoencoderTiny implements Autoencoder {
    private static final double LATENT_MAGNITUDE = 3;

    private final AutoencoderTinyConfig config;
    private final WeightLookup weights;

    /** Creates the autoencoder. */
    public AutoencoderTiny(AutoencoderTinyConfig config, WeightLookup weights) {
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

    /** Adds layers one after another. */
    private final class Sequence<T> {
        private final Ops<T> ops;
        private final Layers<T> layers;
        private final String prefix;
        private T x;
        private int index;

        Sequence(Ops<T> ops, String prefix, T x) {
            this.ops = ops;
            this.layers = new Layers<>(ops, weights);
            this.prefix = prefix;
            this.x = x;
        }

        void convolution(int in, int out) {
            x = layers.convolution3(next(), x, in, out);
        }

        void convolutionNoBias(int channels, int stride) {
            x = layers.convolution3NoBias(next(), x, channels, stride);
        }

        void blocks(int count, int channels) {
            for (int i = 0; i < count; i++) {
                block(next() + ".conv.", channels);
            }
        }

        void activation() {
            next();
            x = layers.activation(config.activation(), x);
        }

        void upsample() {
            next();
            x = ops.upsample(x);
        }

        private void block(String name, int c) {
            T hidden = layers.activation(config.activation(), layers.convolution3(name + 0, x, c, c));
            hidden = layers.activation(config.activation(), layers.convolution3(name + 2, hidden, c, c));
            x = ops.relu(ops.add(layers.convolution3(name + 4, hidden, c, c), x));
        }

        private String next() {
            return prefix + index++;
        }
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
            Sequence<T> sequence = new Sequence<>(ops, "encoder.layers.", ops.affine(inputs.get(0), 0.5, 0.5));
            int levels = config.encoderChannels().size();
            for (int level = 0; level < levels; level++) {
                int c = config.encoderChannels().get(level);
                if (level == 0) {
                    sequence.convolution(config.inChannels(), c);
                } else {
                    sequence.convolutionNoBias(c, 2);
                }
                sequence.blocks(config.encoderBlocks().get(level), c);
            }
            sequence.convolution(config.encoderChannels().get(levels - 1), config.latentChannels());
            return sequence.x;
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
            T bounded = ops.tanh(ops.affine(inputs.get(0), 1 / LATENT_MAGNITUDE, 0));
            Sequence<T> sequence = new Sequence<>(ops, "decoder.layers.", ops.affine(bounded, LATENT_MAGNITUDE, 0));
            int levels = config.decoderChannels().size();
            sequence.convolution(
                    config.latentChannels(), config.decoderChannels().get(0));
            sequence.activation();
            for (int level = 0; level < levels; level++) {
                int c = config.decoderChannels().get(level);
                sequence.blocks(config.decoderBlocks().get(level), c);
                if (level < levels - 1) {
                    sequence.upsample();
                    sequence.convolutionNoBias(c, 1);
                } else {
                    sequence.convolution(c, config.outChannels());
                }
            }
            return ops.affine(sequence.x, 2, -1);
        }
    }
}
