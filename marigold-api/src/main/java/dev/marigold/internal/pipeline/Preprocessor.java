package dev.marigold.internal.pipeline;

import dev.marigold.error.InvalidImageException;
import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Resizes, scales and pads pictures as {@code MarigoldImageProcessor.preprocess} of diffusers does: the longer edge becomes the
 * processing resolution, the shorter one is rounded down, and the border pixels are repeated on the right and bottom. Immutable.
 */
final class Preprocessor {
    private static final int CHANNELS = 3;

    private final Resampler resampler;
    private final int resolution;
    private final int multiple;

    /**
     * Creates the stage.
     *
     * @param resolution longer edge in pixels; 0 for the picture's own size
     * @param multiple what both edges are padded to a multiple of
     */
    Preprocessor(ResampleMode mode, int resolution, int multiple) {
        this.resampler = Resampler.of(mode, mode == ResampleMode.BILINEAR || mode == ResampleMode.BICUBIC);
        this.resolution = resolution;
        this.multiple = multiple;
    }

    /**
     * Returns how many pixels {@link #process} makes of a picture, padding included.
     *
     * @throws InvalidImageException if its shorter edge would vanish
     */
    long pixels(RgbImage image) {
        return roundUp(processedEdge(image, image.height())) * roundUp(processedEdge(image, image.width()));
    }

    PaddedPicture process(RgbImage image) {
        int height = processedEdge(image, image.height());
        int width = processedEdge(image, image.width());
        boolean asItIs = height == image.height() && width == image.width();
        return new PaddedPicture(pad(asItIs ? image.toTensor() : resize(image, height, width)), height, width);
    }

    /** Resizes row by row: as numbers, the whole of a large picture would take four times the memory of its samples. */
    private FloatTensor resize(RgbImage image, int height, int width) {
        int rows = image.height();
        return resampler.resize(
                Shape.of(1, CHANNELS, rows, image.width()),
                (row, values) -> image.copyRow(row / rows, row % rows, values),
                height,
                width);
    }

    private int processedEdge(RgbImage image, int edge) {
        int longer = Math.max(image.height(), image.width());
        int processed = resolution == 0 ? edge : Math.toIntExact((long) edge * resolution / longer);
        if (processed == 0) {
            throw new InvalidImageException("The longer edge of a picture may be at most " + resolution
                    + " times the shorter one at processingResolution " + resolution + ", got " + image.width() + "x"
                    + image.height());
        }
        return processed;
    }

    /** Returns the picture in [-1, 1], padded. */
    private FloatTensor pad(FloatTensor picture) {
        int height = picture.shape().extent(2);
        int width = picture.shape().extent(3);
        int paddedHeight = Math.toIntExact(roundUp(height));
        int paddedWidth = Math.toIntExact(roundUp(width));
        float[] padded = new float[Math.multiplyExact(CHANNELS, Math.multiplyExact(paddedHeight, paddedWidth))];
        for (int row = 0; row < CHANNELS * paddedHeight; row++) {
            int source = row / paddedHeight * height + Math.min(row % paddedHeight, height - 1);
            for (int x = 0; x < paddedWidth; x++) {
                float value = picture.get(source * width + Math.min(x, width - 1));
                padded[row * paddedWidth + x] = 2 * value - 1;
            }
        }
        return FloatTensor.wrap(Shape.of(1, CHANNELS, paddedHeight, paddedWidth), padded);
    }

    private long roundUp(int edge) {
        return ((edge - 1) / multiple + 1L) * multiple;
    }
}
