package dev.marigold.training.data;

import dev.marigold.tensor.FloatTensor;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What makes rendered pictures look like photos, and no two the same: exposure, colour cast, gamma, contrast and saturation as a camera
 * and its software set them, then blur, sensor noise and JPEG. Depth is not touched. Immutable.
 */
public final class Photometric {
    private final Range exposure;
    private final Range colourCast;
    private final Range gamma;
    private final Range contrast;
    private final Range saturation;
    private final double greyProbability;
    private final double blurProbability;
    private final double largestBlur;
    private final double noiseProbability;
    private final double largestNoise;
    private final double jpegProbability;
    private final double lowestQuality;

    private Photometric(Builder builder) {
        exposure = builder.exposure;
        colourCast = builder.colourCast;
        gamma = builder.gamma;
        contrast = builder.contrast;
        saturation = builder.saturation;
        greyProbability = builder.greyProbability;
        blurProbability = builder.blurProbability;
        largestBlur = builder.largestBlur;
        noiseProbability = builder.noiseProbability;
        largestNoise = builder.largestNoise;
        jpegProbability = builder.jpegProbability;
        lowestQuality = builder.lowestQuality;
    }

    /** Returns the alteration that leaves pictures as they are. */
    public static Photometric none() {
        return builder().build();
    }

    /** Returns alterations as strong as photos differ from renders. */
    public static Photometric realWorld() {
        return builder()
                .exposure(new Range(0.75, 1.3))
                .colourCast(new Range(0.88, 1.12))
                .gamma(new Range(0.75, 1.35))
                .contrast(new Range(0.85, 1.15))
                .saturation(new Range(0, 1.4))
                .grey(0.05)
                .blur(0.2, 1)
                .noise(0.5, 0.04)
                .jpeg(0.3, 0.4)
                .build();
    }

    /** Returns a builder of alterations, none unless asked for. */
    public static Builder builder() {
        return new Builder();
    }

    /** Tells whether pictures stay as they are. */
    public boolean isNone() {
        return Stream.of(exposure, colourCast, gamma, contrast, saturation).allMatch(Range.only(1)::equals)
                && greyProbability == 0
                && (blurProbability == 0 || largestBlur == 0)
                && (noiseProbability == 0 || largestNoise == 0)
                && jpegProbability == 0;
    }

    /**
     * Alters a picture.
     *
     * @param picture {@code [1, 3, H, W]} in [0, 1]
     * @param random decides on what is drawn
     * @return the same shape and range
     */
    public FloatTensor apply(FloatTensor picture, SplittableRandom random) {
        if (isNone()) {
            return picture;
        }
        float[] values = picture.toArray();
        PhotoEffects effects = new PhotoEffects(
                values, picture.shape().extent(2), picture.shape().extent(3));
        double gain = exposure.draw(random);
        effects.expose(
                new double[] {
                    gain * colourCast.draw(random), gain * colourCast.draw(random), gain * colourCast.draw(random)
                },
                gamma.draw(random));
        effects.contrast(contrast.draw(random));
        double saturated = saturation.draw(random);
        effects.saturate(random.nextDouble() < greyProbability ? 0 : saturated);
        if (random.nextDouble() < blurProbability) {
            effects.blur(largestBlur * random.nextDouble());
        }
        if (random.nextDouble() < noiseProbability) {
            effects.noise(largestNoise * random.nextDouble(), random);
        }
        effects.clip();
        if (random.nextDouble() < jpegProbability) {
            effects.jpeg(lowestQuality + (0.95 - lowestQuality) * random.nextDouble());
        }
        return FloatTensor.wrap(picture.shape(), values);
    }

    @Override
    public String toString() {
        return "exposure " + exposure + ", colour cast " + colourCast + ", gamma " + gamma + ", contrast " + contrast
                + ", saturation " + saturation + ", grey " + greyProbability + ", blur " + blurProbability + " "
                + largestBlur + ", noise " + noiseProbability + " " + largestNoise + ", jpeg " + jpegProbability + " "
                + lowestQuality;
    }

    /**
     * Collects alterations. Not thread-safe. A setter refuses a value outside the range that it names with an {@link
     * IllegalArgumentException}.
     */
    public static final class Builder {
        private Range exposure = Range.only(1);
        private Range colourCast = Range.only(1);
        private Range gamma = Range.only(1);
        private Range contrast = Range.only(1);
        private Range saturation = Range.only(1);
        private double greyProbability;
        private double blurProbability;
        private double largestBlur;
        private double noiseProbability;
        private double largestNoise;
        private double jpegProbability;
        private double lowestQuality = 0.95;

        private Builder() {}

        /** Sets the factor of all channels, above 0. */
        public Builder exposure(Range factor) {
            exposure = positive("exposure", factor);
            return this;
        }

        /** Sets the factor of each channel, drawn three times, above 0. */
        public Builder colourCast(Range factor) {
            colourCast = positive("colourCast", factor);
            return this;
        }

        /** Sets the exponent, above 0. */
        public Builder gamma(Range exponent) {
            gamma = positive("gamma", exponent);
            return this;
        }

        /** Sets the factor of the distance of every value from the picture's mean, above 0. */
        public Builder contrast(Range factor) {
            contrast = positive("contrast", factor);
            return this;
        }

        /** Sets the factor of the distance of every value from its pixel's mean, at least 0. */
        public Builder saturation(Range factor) {
            if (!(factor.low() >= 0)) {
                throw new IllegalArgumentException("saturation must be >= 0, got " + factor);
            }
            saturation = factor;
            return this;
        }

        /** Sets how often a picture loses its colours. */
        public Builder grey(double probability) {
            greyProbability = probability("grey", probability);
            return this;
        }

        /** Sets how often a picture is blurred, and the largest standard deviation in pixels. */
        public Builder blur(double probability, double largest) {
            blurProbability = probability("blur", probability);
            largestBlur = largest("blur", largest);
            return this;
        }

        /** Sets how often a picture gets noise, and its largest standard deviation; 1 is white. */
        public Builder noise(double probability, double largest) {
            noiseProbability = probability("noise", probability);
            largestNoise = largest("noise", largest);
            return this;
        }

        /** Sets how often a picture goes through JPEG, and the lowest quality, in (0, 0.95]. */
        public Builder jpeg(double probability, double lowest) {
            if (!(lowest > 0 && lowest <= 0.95)) {
                throw new IllegalArgumentException("lowest JPEG quality must be in (0, 0.95], got " + lowest);
            }
            jpegProbability = probability("jpeg", probability);
            lowestQuality = lowest;
            return this;
        }

        /** Returns the alterations. */
        public Photometric build() {
            return new Photometric(this);
        }

        private static Range positive(String name, Range range) {
            if (!(range.low() > 0)) {
                throw new IllegalArgumentException(name + " must be above 0, got " + range);
            }
            return range;
        }

        private static double largest(String name, double value) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + " must be at most a finite value >= 0, got " + value);
            }
            return value;
        }

        private static double probability(String name, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(name + " probability must be in [0, 1], got " + value);
            }
            return value;
        }
    }
}
