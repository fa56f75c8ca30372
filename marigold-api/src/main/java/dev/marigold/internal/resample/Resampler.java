package dev.marigold.internal.resample;

import static java.util.Objects.requireNonNull;

import dev.marigold.image.ResampleMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.stream.IntStream;

/**
 * Resizes images and maps like {@code torch.nn.functional.interpolate(x, size, mode=…, align_corners=False, antialias=…)}. Separable:
 * rows first, then columns. Works on several cores; the result does not depend on how many. Immutable and safe for use by several
 * threads. NaN and infinity spread to every output whose window holds them.
 */
public final class Resampler {
    private final ResampleMode mode;
    private final boolean antialias;

    private Resampler(ResampleMode mode, boolean antialias) {
        this.mode = mode;
        this.antialias = antialias;
    }

    /**
     * Returns a resampler.
     *
     * @param antialias whether to widen the kernel where the picture gets smaller; as in diffusers, only {@link ResampleMode#BILINEAR} and
     *     {@link ResampleMode#BICUBIC} know it and the other modes ignore it
     */
    public static Resampler of(ResampleMode mode, boolean antialias) {
        return new Resampler(requireNonNull(mode, "mode"), antialias);
    }

    /**
     * Resizes every plane.
     *
     * @param input shape {@code [B, C, H, W]}
     * @param height new height, at least 1
     * @param width new width, at least 1
     * @return shape {@code [B, C, height, width]}; {@code input} itself if that is its size
     * @throws IllegalArgumentException if a size is below 1 or {@code input} has another rank or no pixels
     */
    public FloatTensor resize(FloatTensor input, int height, int width) {
        requirePixels(input.shape(), height, width);
        int length = input.shape().extent(3);
        if (length == width) {
            return resizeColumns(input, height);
        }
        return resize(input.shape(), (row, values) -> input.copyTo(row * length, values, 0, length), height, width);
    }

    /**
     * Resizes planes whose rows are asked for one at a time, each once, so that the input need never be in memory as a whole.
     *
     * @param shape of the input, {@code [B, C, H, W]}
     * @param height new height, at least 1
     * @param width new width, at least 1
     * @return shape {@code [B, C, height, width]}; the same values, bit by bit, as of a tensor of those rows
     * @throws IllegalArgumentException if a size is below 1 or {@code shape} has another rank or no pixels
     */
    public FloatTensor resize(Shape shape, Rows rows, int height, int width) {
        requirePixels(shape, height, width);
        return resizeColumns(resizeRows(shape, rows, width), height);
    }

    /** The rows of planes. Asked by several threads at once. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Copies a row.
         *
         * @param row counted through all planes from the top of the first
         * @param values receives the row and has its length
         */
        void copyTo(int row, float[] values);
    }

    private static void requirePixels(Shape shape, int height, int width) {
        if (shape.rank() != 4 || shape.extent(2) == 0 || shape.extent(3) == 0) {
            throw new IllegalArgumentException("input must have shape [B, C, H, W] with H and W >= 1, got " + shape);
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("height and width must be >= 1, got " + height + " and " + width);
        }
    }

    private FloatTensor resizeRows(Shape shape, Rows input, int width) {
        AxisKernel kernel = AxisKernel.of(mode, antialias, shape.extent(3), width);
        Shape resized = shape.with(3, width);
        float[] output = new float[Math.toIntExact(resized.elementCount())];
        int rows = shape.extent(0) * shape.extent(1) * shape.extent(2);
        int chunk = Math.max(1, (1 << 16) / kernel.inputs);
        IntStream.range(0, (rows + chunk - 1) / chunk).parallel().forEach(c -> {
            float[] row = new float[kernel.inputs];
            for (int r = c * chunk; r < Math.min(rows, (c + 1) * chunk); r++) {
                input.copyTo(r, row);
                resizeRow(row, kernel, output, r * kernel.outputs);
            }
        });
        return FloatTensor.wrap(resized, output);
    }

    private static void resizeRow(float[] row, AxisKernel kernel, float[] output, int offset) {
        if (kernel.isIdentity()) {
            System.arraycopy(row, 0, output, offset, row.length);
            return;
        }
        for (int i = 0; i < kernel.outputs; i++) {
            int first = kernel.first(i);
            int count = kernel.count(i);
            float sum = row[first] * kernel.weight(i, 0);
            for (int k = 1; k < count; k++) {
                sum += row[first + k] * kernel.weight(i, k);
            }
            output[offset + i] = sum;
        }
    }

    private FloatTensor resizeColumns(FloatTensor input, int height) {
        AxisKernel kernel = AxisKernel.of(mode, antialias, input.shape().extent(2), height);
        if (kernel.isIdentity()) {
            return input;
        }
        Shape shape = input.shape().with(2, height);
        float[] output = new float[Math.toIntExact(shape.elementCount())];
        int width = shape.extent(3);
        int rows = shape.extent(0) * shape.extent(1) * kernel.outputs;
        IntStream.range(0, rows).parallel().forEach(r -> {
            int i = r % kernel.outputs;
            int source = (r / kernel.outputs * kernel.inputs + kernel.first(i)) * width;
            float[] sum = new float[width];
            float[] row = new float[width];
            for (int k = 0; k < kernel.count(i); k++) {
                input.copyTo(source + k * width, row, 0, width);
                addScaled(sum, row, kernel.weight(i, k));
            }
            System.arraycopy(sum, 0, output, r * width, width);
        });
        return FloatTensor.wrap(shape, output);
    }

    private static void addScaled(float[] sum, float[] row, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += row[x] * weight;
        }
    }
}
