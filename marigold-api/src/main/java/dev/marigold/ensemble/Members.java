package dev.marigold.ensemble;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.stream.IntStream;

/** The members of one ensemble, of the right shape and finite. */
final class Members {
    private final FloatTensor values;

    private Members(FloatTensor values) {
        this.values = values;
    }

    static Members of(FloatTensor values) {
        Shape shape = values.shape();
        if (shape.rank() != 3 || shape.extent(0) < 2 || shape.extent(1) < 1 || shape.extent(2) < 1) {
            throw new IllegalArgumentException(
                    "members must have shape [E, H, W] with E >= 2 and at least one pixel, got " + shape);
        }
        int bad = firstNonFinite(values);
        if (bad >= 0) {
            int width = shape.extent(2);
            int pixels = shape.extent(1) * width;
            throw new IllegalArgumentException("members must be finite, got " + values.get(bad) + " in member "
                    + bad / pixels + " at pixel (" + bad % pixels % width + ", " + bad % pixels / width + ")");
        }
        return new Members(values);
    }

    int count() {
        return values.shape().extent(0);
    }

    int height() {
        return values.shape().extent(1);
    }

    int width() {
        return values.shape().extent(2);
    }

    int pixels() {
        return height() * width();
    }

    float get(int member, int pixel) {
        return values.get(member * pixels() + pixel);
    }

    void copyTo(int member, int pixel, float[] target, int offset, int length) {
        values.copyTo(member * pixels() + pixel, target, offset, length);
    }

    /** Returns these members, made smaller by picking pixels so that no edge is longer than {@code maximum}. */
    Members withinMaximumEdge(int maximum) {
        int longer = Math.max(height(), width());
        if (longer <= maximum) {
            return this;
        }
        int newHeight = Math.max(1, Math.round(height() * (maximum / (float) longer)));
        int newWidth = Math.max(1, Math.round(width() * (maximum / (float) longer)));
        float[] picked = new float[Math.multiplyExact(count(), newHeight * newWidth)];
        IntStream.range(0, count() * newHeight).parallel().forEach(row -> {
            int y = nearest(row % newHeight, newHeight, height());
            for (int x = 0; x < newWidth; x++) {
                picked[row * newWidth + x] = get(row / newHeight, y * width() + nearest(x, newWidth, width()));
            }
        });
        return new Members(FloatTensor.wrap(Shape.of(count(), newHeight, newWidth), picked));
    }

    /** The pixel whose centre is nearest, as PyTorch's mode {@code nearest-exact} has it. */
    private static int nearest(int index, int newLength, int length) {
        return Math.min(length - 1, (int) ((index + 0.5) * length / newLength));
    }

    private static int firstNonFinite(FloatTensor values) {
        int length = Math.toIntExact(values.shape().elementCount());
        return IntStream.range(0, Blocks.tasks(length))
                .parallel()
                .map(task -> firstNonFinite(values, task * Blocks.TASK, Math.min(length, (task + 1) * Blocks.TASK)))
                .filter(index -> index >= 0)
                .min()
                .orElse(-1);
    }

    private static int firstNonFinite(FloatTensor values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
