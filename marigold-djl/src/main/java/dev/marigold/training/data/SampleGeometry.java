package dev.marigold.training.data;

import dev.marigold.image.ResampleMode;

/**
 * How a sample becomes a picture of the size of the batch.
 *
 * @param flipProbability how often a sample is mirrored, in [0, 1]
 * @param smallestCrop least height of the cropped part as a share of the largest that fits, in (0, 1]; the part has the proportions of the
 *     batch. At exactly 1 nothing is cropped and the whole picture is stretched to the size, as published
 * @param pictures how pictures are resized: {@link ResampleMode#BILINEAR} with antialiasing, or {@link ResampleMode#NEAREST_EXACT} as
 *     published; depth always takes the nearest pixel
 */
public record SampleGeometry(double flipProbability, double smallestCrop, ResampleMode pictures) {
    /** Checks the ranges. */
    public SampleGeometry {
        if (!(flipProbability >= 0 && flipProbability <= 1)) {
            throw new IllegalArgumentException("flipProbability must be in [0, 1], got " + flipProbability);
        }
        if (!(smallestCrop > 0 && smallestCrop <= 1)) {
            throw new IllegalArgumentException("smallestCrop must be in (0, 1], got " + smallestCrop);
        }
        if (pictures != ResampleMode.BILINEAR && pictures != ResampleMode.NEAREST_EXACT) {
            throw new IllegalArgumentException("pictures must be BILINEAR or NEAREST_EXACT, got " + pictures);
        }
    }

    /** Returns mirroring of every second sample and the whole picture, resized with antialiasing. */
    public static SampleGeometry whole() {
        return new SampleGeometry(0.5, 1, ResampleMode.BILINEAR);
    }

    /** Returns mirroring of every second sample and a random part of the picture, resized with antialiasing. */
    public static SampleGeometry cropped(double smallestCrop) {
        return new SampleGeometry(0.5, smallestCrop, ResampleMode.BILINEAR);
    }

    /** Tells whether a part of the picture is taken, not the whole. */
    public boolean crops() {
        return smallestCrop < 1;
    }
}
