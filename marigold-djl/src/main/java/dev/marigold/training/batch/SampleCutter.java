package dev.marigold.training.batch;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.ResampleMode;
import dev.marigold.internal.resample.Resampler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.normalization.NormalizedDepth;
import java.io.IOException;
import java.util.SplittableRandom;

/** Cuts, mirrors, normalises, resizes and alters one sample. Safe for use by several threads. */
final class SampleCutter {
    private static final Resampler NEAREST = Resampler.of(ResampleMode.NEAREST_EXACT, false);
    private static final int MOST_TRIES = 4;
    private static final double ENOUGH_VALID = 0.2;

    private final SampleGeometry geometry;
    private final Photometric photometric;
    private final DepthNormalization normalization;

    SampleCutter(SampleGeometry geometry, Photometric photometric, DepthNormalization normalization) {
        this.geometry = geometry;
        this.photometric = photometric;
        this.normalization = normalization;
    }

    /** Returns a sample of a size; one with too little valid depth is cut elsewhere a few times. */
    TrainingSample cut(DepthSample source, TrainingSize size, SplittableRandom random) throws IOException {
        FloatTensor picture = source.image().toTensor();
        GroundTruth truth = source.groundTruth();
        requireSameSize(source, picture, truth);
        SplittableRandom alterations = random.split();
        boolean mirrored = random.nextDouble() < geometry.flipProbability();
        CropWindow window = CropWindow.draw(geometry, truth, size, random);
        for (int i = 1; i < MOST_TRIES && geometry.crops() && window.validShare(truth) < ENOUGH_VALID; i++) {
            window = CropWindow.draw(geometry, truth, size, random);
        }
        return new TrainingSample(
                photo(window.cut(picture, mirrored), size, alterations),
                resized(depth(window, truth, mirrored), size),
                NEAREST.resize(window.cut(planes(truth.depth()), mirrored), size.height(), size.width())
                        .toArray());
    }

    private float[] photo(FloatTensor part, TrainingSize size, SplittableRandom alterations) {
        FloatTensor resized = Resampler.of(geometry.pictures(), true).resize(part, size.height(), size.width());
        float[] values = photometric.apply(resized, alterations).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * 2 - 1;
        }
        return values;
    }

    private NormalizedDepth depth(CropWindow window, GroundTruth truth, boolean mirrored) {
        FloatTensor part = window.cut(planes(truth.depth()), mirrored);
        FloatTensor valid = window.cut(asNumbers(truth.valid()), mirrored);
        return normalization.apply(part.reshape(Shape.of(window.height(), window.width())), asMask(valid));
    }

    private static NormalizedDepth resized(NormalizedDepth depth, TrainingSize size) {
        FloatTensor values = NEAREST.resize(planes(depth.values()), size.height(), size.width());
        FloatTensor valid = NEAREST.resize(asNumbers(depth.valid()), size.height(), size.width());
        return new NormalizedDepth(
                values.reshape(Shape.of(size.height(), size.width())), asMask(valid), depth.low(), depth.high());
    }

    private static FloatTensor planes(FloatTensor map) {
        return map.reshape(Shape.of(1, 1, map.shape().extent(0), map.shape().extent(1)));
    }

    private static FloatTensor asNumbers(PixelMask mask) {
        float[] values = new float[mask.height() * mask.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.get(i) ? 1 : 0;
        }
        return FloatTensor.wrap(Shape.of(1, 1, mask.height(), mask.width()), values);
    }

    private static PixelMask asMask(FloatTensor numbers) {
        int height = numbers.shape().extent(2);
        int width = numbers.shape().extent(3);
        boolean[] pixels = new boolean[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = numbers.get(i) > 0;
        }
        return PixelMask.wrap(height, width, pixels);
    }

    private static void requireSameSize(DepthSample source, FloatTensor picture, GroundTruth truth) {
        if (picture.shape().extent(2) != truth.height() || picture.shape().extent(3) != truth.width()) {
            throw new InvalidDatasetException("depth of sample '" + source.id()
                    + "' must have the size of its picture, "
                    + picture.shape().extent(3) + "x" + picture.shape().extent(2) + ", got " + truth.width() + "x"
                    + truth.height());
        }
    }
}
