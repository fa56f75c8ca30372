package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import org.jspecify.annotations.Nullable;

/** Computes nothing: lets a network run through its description for the sake of its look-ups. */
final class NoArithmetic implements Ops<NoArithmetic.Value> {
    /** Stands for every value of a network. */
    enum Value {
        /** The only one. */
        ANY
    }

    @Override
    public Value convolution(Value x, Weight weight, @Nullable Weight bias, int stride, Padding padding) {
        return Value.ANY;
    }

    @Override
    public Value linear(Value x, Weight weight, @Nullable Weight bias) {
        return Value.ANY;
    }

    @Override
    public Value groupNorm(Value x, int groups, Weight scale, Weight shift, double epsilon) {
        return Value.ANY;
    }

    @Override
    public Value layerNorm(Value x, Weight scale, Weight shift, double epsilon) {
        return Value.ANY;
    }

    @Override
    public Value silu(Value x) {
        return Value.ANY;
    }

    @Override
    public Value relu(Value x) {
        return Value.ANY;
    }

    @Override
    public Value gelu(Value x) {
        return Value.ANY;
    }

    @Override
    public Value quickGelu(Value x) {
        return Value.ANY;
    }

    @Override
    public Value tanh(Value x) {
        return Value.ANY;
    }

    @Override
    public Value geglu(Value x) {
        return Value.ANY;
    }

    @Override
    public Value attention(Value query, Value key, Value value, int heads) {
        return Value.ANY;
    }

    @Override
    public Value causalAttention(Value query, Value key, Value value, int heads) {
        return Value.ANY;
    }

    @Override
    public Value upsample(Value x) {
        return Value.ANY;
    }

    @Override
    public Value upsampleLike(Value x, Value like) {
        return Value.ANY;
    }

    @Override
    public Value concat(Value a, Value b) {
        return Value.ANY;
    }

    @Override
    public Value add(Value a, Value b) {
        return Value.ANY;
    }

    @Override
    public Value addPerChannel(Value x, Value perChannel) {
        return Value.ANY;
    }

    @Override
    public Value affine(Value x, double scale, double offset) {
        return Value.ANY;
    }

    @Override
    public Value toTokens(Value image) {
        return Value.ANY;
    }

    @Override
    public Value toImage(Value tokens, Value like) {
        return Value.ANY;
    }
}
