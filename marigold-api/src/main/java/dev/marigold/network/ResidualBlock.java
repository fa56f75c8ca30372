package dev.marigold.network;

import org.jspecify.annotations.Nullable;

/**
 * Two normalised convolutions around a shortcut (He et al. 2016, as in Ho et al. 2020).
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param groups groups of both group normalisations
 * @param epsilon epsilon of both group normalisations
 */
record ResidualBlock(int in, int out, int groups, double epsilon) {
    /**
     * Applies the block.
     *
     * @param time SiLU of the time embedding, a vector; null for a block without one
     * @param timeChannels channels of {@code time}
     */
    <T> T forward(Ops<T> ops, Layers<T> layers, String name, T x, @Nullable T time, int timeChannels) {
        T hidden = layers.groupNormSilu(name + ".norm1", x, in, groups, epsilon);
        hidden = layers.convolution3(name + ".conv1", hidden, in, out);
        if (time != null) {
            hidden = ops.addPerChannel(hidden, layers.linear(name + ".time_emb_proj", time, timeChannels, out));
        }
        hidden = layers.groupNormSilu(name + ".norm2", hidden, out, groups, epsilon);
        hidden = layers.convolution3(name + ".conv2", hidden, out, out);
        return ops.add(hidden, layers.shortcut(name + ".conv_shortcut", x, in, out));
    }
}
