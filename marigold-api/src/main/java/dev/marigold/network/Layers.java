package dev.marigold.network;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.Weight;
import dev.marigold.tensor.Shape;

/**
 * The layers that several networks share, with their weights looked up by the names of the published checkpoints. One object serves one
 * call of {@link Network#forward}.
 */
final class Layers<T> {
    private final Ops<T> ops;
    private final WeightLookup weights;

    Layers(Ops<T> ops, WeightLookup weights) {
        this.ops = ops;
        this.weights = weights;
    }

    /** A 3x3 convolution that keeps the size. */
    T convolution3(String name, T x, int in, int out) {
        return convolution3(name, x, in, out, 1, Padding.ONE);
    }

    T convolution3(String name, T x, int in, int out, int stride, Padding padding) {
        return ops.convolution(x, kernel(name, in, out, 3), vector(name + ".bias", out), stride, padding);
    }

    T convolution3NoBias(String name, T x, int channels, int stride) {
        return ops.convolution(x, kernel(name, channels, channels, 3), null, stride, Padding.ONE);
    }

    T convolution1(String name, T x, int in, int out) {
        return ops.convolution(x, kernel(name, in, out, 1), vector(name + ".bias", out), 1, Padding.NONE);
    }

    T linear(String name, T x, int in, int out) {
        return ops.linear(x, matrix(name, in, out), vector(name + ".bias", out));
    }

    T linearNoBias(String name, T x, int in, int out) {
        return ops.linear(x, matrix(name, in, out), null);
    }

    /** A linear layer over tokens whose weight the checkpoint stores as a 1x1 convolution. */
    T linearFromConvolution(String name, T x, int channels) {
        Weight weight = kernel(name, channels, channels, 1).reshape(Shape.of(channels, channels));
        return ops.linear(x, weight, vector(name + ".bias", channels));
    }

    T groupNorm(String name, T x, int channels, int groups, double epsilon) {
        return ops.groupNorm(x, groups, vector(name + ".weight", channels), vector(name + ".bias", channels), epsilon);
    }

    T groupNormSilu(String name, T x, int channels, int groups, double epsilon) {
        return ops.silu(groupNorm(name, x, channels, groups, epsilon));
    }

    T layerNorm(String name, T x, int channels, double epsilon) {
        return ops.layerNorm(x, vector(name + ".weight", channels), vector(name + ".bias", channels), epsilon);
    }

    T activation(Activation activation, T x) {
        return switch (activation) {
            case SILU -> ops.silu(x);
            case RELU -> ops.relu(x);
            case GELU -> ops.gelu(x);
            case QUICK_GELU -> ops.quickGelu(x);
        };
    }

    /** The residual's shortcut: a 1x1 convolution where the number of channels changes, else the input itself. */
    T shortcut(String name, T x, int in, int out) {
        return in == out ? x : convolution1(name, x, in, out);
    }

    private Weight kernel(String name, int in, int out, int size) {
        return weights.get(name + ".weight", Shape.of(out, in, size, size));
    }

    private Weight matrix(String name, int in, int out) {
        return weights.get(name + ".weight", Shape.of(out, in));
    }

    private Weight vector(String name, int length) {
        return weights.get(name, Shape.of(length));
    }
}
