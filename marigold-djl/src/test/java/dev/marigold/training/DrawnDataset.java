package dev.marigold.training;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;

/** Pictures that a function draws pixel by pixel, the same at every call. */
public final class DrawnDataset implements DepthDataset {
    private final String name;
    private final int size;
    private final int width;
    private final int height;
    private final Painter painter;

    public DrawnDataset(String name, int size, int width, int height, Painter painter) {
        this.name = name;
        this.size = size;
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    /**
     * A pixel.
     *
     * @param red in [0, 255]
     * @param green in [0, 255]
     * @param metres of depth
     * @param valid whether the depth counts
     */
    public record Pixel(int red, int green, float metres, boolean valid) {}

    /** Says what a pixel is. */
    @FunctionalInterface
    public interface Painter {
        Pixel at(int index, int x, int y);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DepthRange range() {
        return new DepthRange(0, Float.POSITIVE_INFINITY);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public DepthSample sample(int index) {
        return new Drawn(index);
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private final class Drawn implements DepthSample {
        private final int index;

        Drawn(int index) {
            this.index = index;
        }

        @Override
        public String id() {
            return Integer.toString(index);
        }

        @Override
        public String group() {
            return name;
        }

        @Override
        public String predictionName() {
            return index + ".npy";
        }

        private Pixel pixel(int i) {
            return painter.at(index, i % width, i / width);
        }

        @Override
        public RgbImage image() {
            byte[] rgb = new byte[3 * width * height];
            for (int i = 0; i < width * height; i++) {
                rgb[3 * i] = (byte) pixel(i).red();
                rgb[3 * i + 1] = (byte) pixel(i).green();
            }
            return RgbImage.ofRgb(width, height, rgb);
        }

        @Override
        public GroundTruth groundTruth() {
            float[] metres = new float[width * height];
            boolean[] valid = new boolean[metres.length];
            for (int i = 0; i < metres.length; i++) {
                metres[i] = pixel(i).metres();
                valid[i] = pixel(i).valid();
            }
            return new GroundTruth(
                    FloatTensor.wrap(Shape.of(height, width), metres), PixelMask.wrap(height, width, valid));
        }
    }
}
