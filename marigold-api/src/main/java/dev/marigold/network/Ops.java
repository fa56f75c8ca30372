package dev.marigold.network;

import dev.marigold.checkpoint.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What an engine must be able to compute to run every network of this package. Values are of three kinds: images {@code [B, C, h, w]},
 * tokens {@code [B, n, C]} and vectors {@code [1, C]}; an implementation may compute at once ({@code T} is an array) or write a program
 * ({@code T} is a name in a graph). Single precision; sums may be taken in any order. Confined to one thread.
 *
 * @param <T> a value of the engine
 */
public interface Ops<T> {
    /**
     * Returns a two-dimensional convolution.
     *
     * @param x image {@code [B, I, h, w]}
     * @param weight {@code [O, I, kh, kw]}
     * @param bias {@code [O]}, or null for none
     * @return image {@code [B, O, (h + padding - kh) / stride + 1, …]}
     */
    T convolution(T x, Weight weight, @Nullable Weight bias, int stride, Padding padding);

    /**
     * Returns {@code x * weight^T + bias} over the last axis.
     *
     * @param x tokens or vector with {@code I} channels
     * @param weight {@code [O, I]}
     * @param bias {@code [O]}, or null for none
     */
    T linear(T x, Weight weight, @Nullable Weight bias);

    /**
     * Returns an image normalised to zero mean and unit variance over each group of channels, then scaled and shifted per channel
     * (Wu and He 2018).
     *
     * @param x image {@code [B, C, h, w]}
     * @param scale {@code [C]}
     * @param shift {@code [C]}
     */
    T groupNorm(T x, int groups, Weight scale, Weight shift, double epsilon);

    /**
     * Returns tokens normalised over their channels, then scaled and shifted (Ba et al. 2016).
     *
     * @param x tokens {@code [B, n, C]}
     * @param scale {@code [C]}
     * @param shift {@code [C]}
     */
    T layerNorm(T x, Weight scale, Weight shift, double epsilon);

    /** Returns {@code x * sigmoid(x)}. */
    T silu(T x);

    /** Returns {@code max(x, 0)}. */
    T relu(T x);

    /** Returns {@code x * Phi(x)}, with the exact normal distribution function. */
    T gelu(T x);

    /** Returns {@code x * sigmoid(1.702 x)}. */
    T quickGelu(T x);

    /** Returns the hyperbolic tangent. */
    T tanh(T x);

    /**
     * Returns {@code a * gelu(g)} with {@code a} and {@code g} the first and second half of the channels (Shazeer 2020).
     *
     * @param x tokens {@code [B, n, 2 * C]}
     * @return tokens {@code [B, n, C]}
     */
    T geglu(T x);

    /**
     * Returns multi-head scaled dot-product attention (Vaswani et al. 2017) with scale {@code 1 / sqrt(C / heads)}.
     *
     * @param query tokens {@code [B, n, C]}
     * @param key tokens {@code [B, m, C]}
     * @param value tokens {@code [B, m, C]}
     * @param heads divides {@code C}
     * @return tokens {@code [B, n, C]}
     */
    T attention(T query, T key, T value, int heads);

    /** Returns {@link #attention} in which no token sees a later one. */
    T causalAttention(T query, T key, T value, int heads);

    /** Returns an image of twice the size, each pixel repeated. */
    T upsample(T x);

    /** Returns an image with the height and width of {@code like}, pixel {@code i} taken from {@code floor(i * in / out)}. */
    T upsampleLike(T x, T like);

    /** Returns the channels of {@code a}, then those of {@code b}; both images of one size. */
    T concat(T a, T b);

    /** Returns the sum of two values of one shape. */
    T add(T a, T b);

    /**
     * Returns an image with a number added to each channel.
     *
     * @param x image {@code [B, C, h, w]}
     * @param perChannel vector {@code [1, C]}
     */
    T addPerChannel(T x, T perChannel);

    /** Returns {@code scale * x + offset}. */
    T affine(T x, double scale, double offset);

    /** Returns an image as tokens, row by row: {@code [B, C, h, w]} to {@code [B, h * w, C]}. */
    T toTokens(T image);

    /**
     * Returns tokens as an image.
     *
     * @param tokens {@code [B, h * w, C]}
     * @param like an image of the wanted height and width
     * @return {@code [B, C, h, w]}
     */
    T toImage(T tokens, T like);
}
