package dev.marigold.internal.resample;

import dev.marigold.image.ResampleMode;

/**
 * Weights of one axis: output {@code i} is the sum of {@code weight(i, k) * input[first(i) + k]} over {@code k} below
 * {@code count(i)}. Every window lies inside the input and its weights sum to one. Immutable.
 *
 * <p>Single-precision arithmetic and the order of operations follow PyTorch 2 ({@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}):
 * positions far from the origin are rounded there, and equal weights need equal rounding.
 */
final class AxisKernel {
    /** Catmull-Rom, PyTorch's choice where it antialiases. */
    private static final float CUBIC_ANTIALIASED = -0.5f;
    /** PyTorch's choice where it does not antialias. */
    private static final float CUBIC_PLAIN = -0.75f;

    final int inputs;
    final int outputs;
    private final int stride;
    private final int[] first;
    private final int[] count;
    private final float[] weights;

    private AxisKernel(int inputs, int outputs, int stride) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.stride = stride;
        first = new int[outputs];
        count = new int[outputs];
        weights = new float[Math.multiplyExact(outputs, stride)];
    }

    static AxisKernel of(ResampleMode mode, boolean antialias, int inputs, int outputs) {
        return switch (mode) {
            case BILINEAR -> antialias ? antialiased(inputs, outputs, 1) : linear(inputs, outputs);
            case BICUBIC -> antialias ? antialiased(inputs, outputs, 2) : cubic(inputs, outputs);
            case AREA -> area(inputs, outputs);
            case NEAREST -> nearest(inputs, outputs, 0);
            case NEAREST_EXACT -> nearest(inputs, outputs, 0.5f);
        };
    }

    boolean isIdentity() {
        return inputs == outputs;
    }

    int first(int output) {
        return first[output];
    }

    int count(int output) {
        return count[output];
    }

    float weight(int output, int tap) {
        return weights[output * stride + tap];
    }

    private static AxisKernel nearest(int inputs, int outputs, float offset) {
        AxisKernel kernel = new AxisKernel(inputs, outputs, 1);
        float scale = (float) inputs / outputs;
        for (int i = 0; i < outputs; i++) {
            kernel.add(i, (int) Math.floor((i + offset) * scale), 1);
        }
        return kernel;
    }

    private static AxisKernel area(int inputs, int outputs) {
        AxisKernel kernel = new AxisKernel(inputs, outputs, (inputs + outputs - 1) / outputs + 1);
        for (int i = 0; i < outputs; i++) {
            int from = (int) ((long) i * inputs / outputs);
            int to = (int) (((i + 1L) * inputs + outputs - 1) / outputs);
            for (int j = from; j < to; j++) {
                kernel.add(i, j, 1f / (to - from));
            }
        }
        return kernel;
    }

    private static AxisKernel linear(int inputs, int outputs) {
        AxisKernel kernel = new AxisKernel(inputs, outputs, 2);
        float scale = (float) inputs / outputs;
        for (int i = 0; i < outputs; i++) {
            float position = Math.max(scale * (i + 0.5f) - 0.5f, 0);
            int left = Math.min((int) position, inputs - 1);
            float fraction = Math.min(Math.max(position - left, 0), 1);
            kernel.add(i, left, 1 - fraction);
            kernel.add(i, left + 1, fraction);
        }
        return kernel;
    }

    private static AxisKernel cubic(int inputs, int outputs) {
        AxisKernel kernel = new AxisKernel(inputs, outputs, 4);
        float scale = (float) inputs / outputs;
        for (int i = 0; i < outputs; i++) {
            float position = scale * (i + 0.5f) - 0.5f;
            int left = (int) Math.floor(position);
            float fraction = position - left;
            for (int k = -1; k <= 2; k++) {
                kernel.add(i, left + k, cubic(k - fraction, CUBIC_PLAIN));
            }
        }
        return kernel;
    }

    private static AxisKernel antialiased(int inputs, int outputs, int radius) {
        float scale = (float) inputs / outputs;
        float stretch = Math.max(scale, 1);
        float support = radius * stretch;
        AxisKernel kernel = new AxisKernel(inputs, outputs, 2 * (int) Math.ceil(support) + 1);
        for (int i = 0; i < outputs; i++) {
            float center = (float) (scale * (i + 0.5));
            int from = Math.max((int) (center - support + 0.5), 0);
            int to = Math.min((int) (center + support + 0.5), inputs);
            for (int j = from; j < to; j++) {
                float distance = (float) ((j - center + 0.5) * (1 / stretch));
                kernel.add(i, j, radius == 1 ? triangle(distance) : cubic(distance, CUBIC_ANTIALIASED));
            }
            kernel.normalize(i);
        }
        return kernel;
    }

    private static float triangle(float distance) {
        return Math.max(1 - Math.abs(distance), 0);
    }

    /** Keys, "Cubic convolution interpolation for digital image processing", IEEE ASSP 29(6), 1981, equation 4. */
    private static float cubic(float distance, float a) {
        float x = Math.abs(distance);
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
    }

    /** Adds a tap; taps come in ascending order, and those outside the input fall on its border pixel. */
    private void add(int output, int input, float weight) {
        int inside = Math.min(Math.max(input, 0), inputs - 1);
        if (count[output] == 0) {
            first[output] = inside;
        }
        int tap = inside - first[output];
        weights[output * stride + tap] += weight;
        count[output] = tap + 1;
    }

    private void normalize(int output) {
        float sum = 0;
        for (int k = 0; k < count[output]; k++) {
            sum += weight(output, k);
        }
        for (int k = 0; k < count[output]; k++) {
            weights[output * stride + k] /= sum;
        }
    }
}
