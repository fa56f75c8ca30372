package dev.marigold.training;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.util.Random;
import java.util.function.IntPredicate;

/** Small pictures, the same at every call: of noise over a slope, or of two walls that are the darker the nearer they are. */
public final class MemoryDataset implements DepthDataset {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 20;

    private final String name;
    private final int size;
    private final IntPredicate hasDepth;
    private final boolean walls;

    public MemoryDataset(String name, int size) {
        this(name, size, index -> true);
    }

    public MemoryDataset(String name, int size, IntPredicate hasDepth) {
        this(name, size, hasDepth, false);
    }

    private MemoryDataset(String name, int size, IntPredicate hasDepth, boolean walls) {
        this.name = name;
        this.size = size;
        this.hasDepth = hasDepth;
        this.walls = walls;
    }

    /** Returns pictures whose depth, from 1 to 9 metres, can be told from their brightness. */
    public static MemoryDataset walls(int size) {
        return new MemoryDataset("walls", size, index -> true, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DepthRange range() {
        return new DepthRange(0, 100);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public DepthSample sample(int index) {
        return new Sample(index);
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private final class Sample implements DepthSample {
        private final int index;

        Sample(int index) {
            this.index = index;
        }

        @Override
        public String id() {
            return name + "/" + index;
        }

        @Override
        public String group() {
            return name;
        }

        @Override
        public String predictionName() {
            return index + ".npy";
        }

        @Override
        public RgbImage image() {
            byte[] rgb = new byte[3 * WIDTH * HEIGHT];
            if (walls) {
                float[] metres = metres();
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = (byte) (25 * metres[i / 3]);
                }
            } else {
                new Random(index).nextBytes(rgb);
            }
            return RgbImage.ofRgb(WIDTH, HEIGHT, rgb);
        }

        @Override
        public GroundTruth groundTruth() {
            PixelMask valid = hasDepth.test(index)
                    ? PixelMask.all(HEIGHT, WIDTH)
                    : PixelMask.wrap(HEIGHT, WIDTH, new boolean[WIDTH * HEIGHT]);
            return new GroundTruth(FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres()), valid);
        }

        private float[] metres() {
            Random random = new Random(index);
            float[] metres = new float[WIDTH * HEIGHT];
            float left = 1 + 8 * random.nextFloat();
            float right = 1 + 8 * random.nextFloat();
            for (int i = 0; i < metres.length; i++) {
                int row = i / WIDTH;
                float wall = i % WIDTH < WIDTH / 2 ? left : right;
                metres[i] = walls ? wall : 1 + row * 0.2f + random.nextFloat();
            }
            return metres;
        }
    }
}
