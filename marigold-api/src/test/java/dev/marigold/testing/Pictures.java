package dev.marigold.testing;

import dev.marigold.image.RgbImage;

/** Small pictures for tests. */
public final class Pictures {
    private static final int WHITE = 0xffff;

    private Pictures() {}

    /** One sample of a picture: a value in [0, 1] for a channel and a pixel. */
    @FunctionalInterface
    public interface Sample {
        /** Returns the value. */
        double at(int channel, int x, int y);
    }

    /** Returns a picture whose channels are slopes of different directions. */
    public static RgbImage slopes(int width, int height) {
        return of(width, height, (channel, x, y) -> switch (channel) {
            case 0 -> (double) x / width;
            case 1 -> (double) y / height;
            default -> (double) (x + y) / (width + height);
        });
    }

    /** Returns a picture of computed samples, stored with 16 bits. */
    public static RgbImage of(int width, int height, Sample sample) {
        short[] samples = new short[3 * width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sample.at(i % 3, i / 3 % width, i / 3 / width) * WHITE);
        }
        return RgbImage.ofRgb16(width, height, samples);
    }
}
