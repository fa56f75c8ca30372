package dev.marigold.engine;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations as their papers write them, one loop per index: slow, obvious, sums in double precision. */
public final class OracleOps implements Ops<FloatTensor> {
    private static final double SQRT_HALF = Math.sqrt(0.5);

    private static float[] read(Weight weight) {
        try {
            return weight.readFloats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] readOrZeros(@Nullable Weight weight, int length) {
        return weight == null ? new float[length] : read(weight);
    }

    private static FloatTensor zeros(int... extents) {
        return FloatTensor.wrap(
                Shape.of(extents), new float[(int) Shape.of(extents).elementCount()]);
    }

    /** One value of a tensor as a function of its position. */
    @FunctionalInterface
    public interface Element {
        /** Returns the value at a position. */
        double at(int... index);
    }

    /** Returns a tensor of computed values. */
    public static FloatTensor tabulate(Element element, int... extents) {
        float[] values = new float[(int) Shape.of(extents).elementCount()];
        int[] index = new int[extents.length];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                index[axis] = rest % extents[axis];
                rest /= extents[axis];
            }
            values[i] = (float) element.at(index);
        }
        return FloatTensor.wrap(Shape.of(extents), values);
    }

    private static double get(FloatTensor x, int... index) {
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            position = position * x.shape().extent(axis) + index[axis];
        }
        return x.get(position);
    }

    private static FloatTensor map(FloatTensor x, DoubleUnaryOperator function) {
        float[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
        return FloatTensor.wrap(x.shape(), values);
    }

    @Override
    public FloatTensor convolution(FloatTensor x, Weight weight, @Nullable Weight bias, int stride, Padding padding) {
        int[] in = x.shape().toArray();
        int[] kernel = weight.shape().toArray();
        float[] w = read(weight);
        float[] b = readOrZeros(bias, kernel[0]);
        int height = (in[2] + padding.top() + padding.bottom() - kernel[2]) / stride + 1;
        int width = (in[3] + padding.left() + padding.right() - kernel[3]) / stride + 1;
        return tabulate(
                o -> {
                    double sum = b[o[1]];
                    for (int channel = 0; channel < in[1]; channel++) {
                        for (int i = 0; i < kernel[2]; i++) {
                            for (int j = 0; j < kernel[3]; j++) {
                                int row = o[2] * stride + i - padding.top();
                                int column = o[3] * stride + j - padding.left();
                                if (row >= 0 && row < in[2] && column >= 0 && column < in[3]) {
                                    int tap = ((o[1] * in[1] + channel) * kernel[2] + i) * kernel[3] + j;
                                    int pixel = ((o[0] * in[1] + channel) * in[2] + row) * in[3] + column;
                                    sum += (double) w[tap] * x.get(pixel);
                                }
                            }
                        }
                    }
                    return sum;
                },
                in[0],
                kernel[0],
                height,
                width);
    }

    @Override
    public FloatTensor linear(FloatTensor x, Weight weight, @Nullable Weight bias) {
        int out = weight.shape().extent(0);
        int in = weight.shape().extent(1);
        float[] w = read(weight);
        float[] b = readOrZeros(bias, out);
        Shape shape = x.shape().with(x.shape().rank() - 1, out);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            double sum = b[i % out];
            for (int k = 0; k < in; k++) {
                sum += (double) w[i % out * in + k] * x.get(i / out * in + k);
            }
            values[i] = (float) sum;
        }
        return FloatTensor.wrap(shape, values);
    }

    @Override
    public FloatTensor groupNorm(FloatTensor x, int groups, Weight scale, Weight shift, double epsilon) {
        int size = (int) x.shape().elementCount() / x.shape().extent(0) / groups;
        int pixels = x.shape().extent(2) * x.shape().extent(3);
        return normalise(x, size, pixels, scale, shift, epsilon);
    }

    @Override
    public FloatTensor layerNorm(FloatTensor x, Weight scale, Weight shift, double epsilon) {
        return normalise(x, x.shape().extent(2), 1, scale, shift, epsilon);
    }

    /** Normalises runs of {@code size} values; the channel changes every {@code perChannel} values. */
    private static FloatTensor normalise(
            FloatTensor x, int size, int perChannel, Weight scale, Weight shift, double epsilon) {
        float[] values = x.toArray();
        float[] gain = read(scale);
        float[] offset = read(shift);
        for (int start = 0; start < values.length; start += size) {
            double mean = 0;
            double squares = 0;
            for (int i = start; i < start + size; i++) {
                mean += (double) values[i] / size;
            }
            for (int i = start; i < start + size; i++) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
            double deviation = Math.sqrt(squares / size + epsilon);
            for (int i = start; i < start + size; i++) {
                int channel = i / perChannel % gain.length;
                values[i] = (float) ((values[i] - mean) / deviation * gain[channel] + offset[channel]);
            }
        }
        return FloatTensor.wrap(x.shape(), values);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public FloatTensor silu(FloatTensor x) {
        return map(x, v -> v * sigmoid(v));
    }

    @Override
    public FloatTensor relu(FloatTensor x) {
        return map(x, v -> Math.max(v, 0));
    }

    @Override
    public FloatTensor gelu(FloatTensor x) {
        return map(x, OracleOps::gelu);
    }

    private static double gelu(double x) {
        return x * (1 + ErrorFunction.of(x * SQRT_HALF)) / 2;
    }

    @Override
    public FloatTensor quickGelu(FloatTensor x) {
        return map(x, v -> v * sigmoid(1.702 * v));
    }

    @Override
    public FloatTensor tanh(FloatTensor x) {
        return map(x, Math::tanh);
    }

    @Override
    public FloatTensor geglu(FloatTensor x) {
        int[] in = x.shape().toArray();
        int half = in[2] / 2;
        return tabulate(i -> get(x, i[0], i[1], i[2]) * gelu(get(x, i[0], i[1], half + i[2])), in[0], in[1], half);
    }

    @Override
    public FloatTensor attention(FloatTensor query, FloatTensor key, FloatTensor value, int heads) {
        return attend(query, key, value, heads, Integer.MAX_VALUE);
    }

    @Override
    public FloatTensor causalAttention(FloatTensor query, FloatTensor key, FloatTensor value, int heads) {
        return attend(query, key, value, heads, 0);
    }

    /** Attention of each token to those up to {@code ahead} places behind it. */
    private static FloatTensor attend(FloatTensor query, FloatTensor key, FloatTensor value, int heads, int ahead) {
        int[] q = query.shape().toArray();
        int width = q[2] / heads;
        float[] result = new float[q[0] * q[1] * q[2]];
        for (int row = 0; row < q[0] * q[1] * heads; row++) {
            int head = row % heads;
            int token = row / heads % q[1];
            int batch = row / heads / q[1];
            long seen = Math.min(key.shape().extent(1), (long) token + 1 + ahead);
            double[] weights = new double[(int) seen];
            double largest = Double.NEGATIVE_INFINITY;
            for (int m = 0; m < seen; m++) {
                for (int c = head * width; c < (head + 1) * width; c++) {
                    weights[m] += get(query, batch, token, c) * get(key, batch, m, c) / Math.sqrt(width);
                }
                largest = Math.max(largest, weights[m]);
            }
            double total = 0;
            for (int m = 0; m < seen; m++) {
                weights[m] = Math.exp(weights[m] - largest);
                total += weights[m];
            }
            for (int c = head * width; c < (head + 1) * width; c++) {
                double sum = 0;
                for (int m = 0; m < seen; m++) {
                    sum += weights[m] / total * get(value, batch, m, c);
                }
                result[(batch * q[1] + token) * q[2] + c] = (float) sum;
            }
        }
        return FloatTensor.wrap(query.shape(), result);
    }

    @Override
    public FloatTensor upsample(FloatTensor x) {
        int[] in = x.shape().toArray();
        return upsampleLike(x, zeros(1, 1, 2 * in[2], 2 * in[3]));
    }

    @Override
    public FloatTensor upsampleLike(FloatTensor x, FloatTensor like) {
        int[] in = x.shape().toArray();
        int height = like.shape().extent(2);
        int width = like.shape().extent(3);
        return tabulate(
                i -> get(x, i[0], i[1], i[2] * in[2] / height, i[3] * in[3] / width), in[0], in[1], height, width);
    }

    @Override
    public FloatTensor concat(FloatTensor a, FloatTensor b) {
        int[] in = a.shape().toArray();
        return tabulate(
                i -> i[1] < in[1] ? get(a, i[0], i[1], i[2], i[3]) : get(b, i[0], i[1] - in[1], i[2], i[3]),
                in[0],
                in[1] + b.shape().extent(1),
                in[2],
                in[3]);
    }

    @Override
    public FloatTensor add(FloatTensor a, FloatTensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException("summands must have one shape, got " + a.shape() + " and " + b.shape());
        }
        float[] values = a.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += b.get(i);
        }
        return FloatTensor.wrap(a.shape(), values);
    }

    @Override
    public FloatTensor addPerChannel(FloatTensor x, FloatTensor perChannel) {
        return tabulate(i -> get(x, i) + get(perChannel, 0, i[1]), x.shape().toArray());
    }

    @Override
    public FloatTensor affine(FloatTensor x, double scale, double offset) {
        return map(x, v -> scale * v + offset);
    }

    @Override
    public FloatTensor toTokens(FloatTensor image) {
        int[] in = image.shape().toArray();
        return tabulate(i -> get(image, i[0], i[2], i[1] / in[3], i[1] % in[3]), in[0], in[2] * in[3], in[1]);
    }

    @Override
    public FloatTensor toImage(FloatTensor tokens, FloatTensor like) {
        int height = like.shape().extent(2);
        int width = like.shape().extent(3);
        return tabulate(
                i -> get(tokens, i[0], i[2] * width + i[3], i[1]),
                tokens.shape().extent(0),
                tokens.shape().extent(2),
                height,
                width);
    }
}
