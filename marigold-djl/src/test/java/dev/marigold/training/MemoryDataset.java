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

/** Small pictures of noise over a slope or a wall, the same at every call. */
public final class MemoryDataset implements DepthDataset {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 20;

    private final String name;
    private final String ids;
    private final int size;
    private final IntPredicate hasDepth;
    private final boolean wall;
    private final DepthRange range;

    public MemoryDataset(String name, int size) {
        this(name, size, index -> true);
    }

    public MemoryDataset(String name, int size, IntPredicate hasDepth) {
        this(name, name, size, hasDepth, false, new DepthRange(0, 100));
    }

    private MemoryDataset(String name, String ids, int size, IntPredicate hasDepth, boolean wall, DepthRange range) {
        this.name = name;
        this.ids = ids;
        this.size = size;
        this.hasDepth = hasDepth;
        this.wall = wall;
        this.range = range;
    }

    /** Returns pictures whose depth is 9 metres everywhere. */
    public static MemoryDataset wall(int size) {
        return new MemoryDataset("wall", "wall", size, index -> true, true, new DepthRange(0, 100));
    }

    /** Returns the same pictures with another range of depths that count. */
    public MemoryDataset within(DepthRange other) {
        return new MemoryDataset(name, ids, size, hasDepth, wall, other);
    }

    /** Returns the same pictures, with the same identifiers, under another name. */
    public MemoryDataset renamed(String other) {
        return new MemoryDataset(other, ids, size, hasDepth, wall, range);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DepthRange range() {
        return range;
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
            return ids + "/" + index;
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
            new Random(index).nextBytes(rgb);
            return RgbImage.ofRgb(WIDTH, HEIGHT, rgb);
        }

        @Override
        public GroundTruth groundTruth() {
            Random random = new Random(index);
            float[] metres = new float[WIDTH * HEIGHT];
            for (int i = 0; i < metres.length; i++) {
                int row = i / WIDTH;
                metres[i] = wall ? 9 : 1 + row * 0.2f + random.nextFloat();
            }
            PixelMask valid = hasDepth.test(index)
                    ? PixelMask.all(HEIGHT, WIDTH)
                    : PixelMask.wrap(HEIGHT, WIDTH, new boolean[WIDTH * HEIGHT]);
            return new GroundTruth(FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres), valid);
        }
    }
}
