package dev.marigold.evaluation;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;

/** Small pictures of analytic scenes; some can be damaged. */
final class FakeDataset implements DepthDataset {
    static final int HEIGHT = 6;
    static final int WIDTH = 8;

    private final int size;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Integer, RuntimeException> damaged = new HashMap<>();
    private final Map<Integer, IOException> missing = new HashMap<>();

    FakeDataset(int size) {
        this.size = size;
    }

    FakeDataset setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    FakeDataset damaged(int index) {
        damaged.put(index, new InvalidDatasetException("depth " + index + " must be complete, got half of it"));
        return this;
    }

    FakeDataset missing(int index) {
        missing.put(index, new NoSuchFileException("depth_" + index + ".png"));
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public DepthRange range() {
        return new DepthRange(1e-3f, 10);
    }

    @Override
    public Map<String, String> settings() {
        return Map.copyOf(settings);
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
    public void close() {}

    /** Returns the depth of a scene. */
    static GroundTruth scene(int index) {
        return Truths.of(HEIGHT, WIDTH, i -> 1 + (i * (index + 3) % 17) / 4f);
    }

    private final class Sample implements DepthSample {
        private final int index;

        Sample(int index) {
            this.index = index;
        }

        @Override
        public String id() {
            return "room, " + index % 2 + "/rgb_" + index + ".png";
        }

        @Override
        public String group() {
            return index % 3 == 0 ? "large" : "small";
        }

        @Override
        public String predictionName() {
            return "room, " + index % 2 + "/pred_" + index + ".npy";
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
        }

        @Override
        public GroundTruth groundTruth() throws IOException {
            if (missing.containsKey(index)) {
                throw missing.get(index);
            }
            if (damaged.containsKey(index)) {
                throw damaged.get(index);
            }
            return scene(index);
        }
    }
}
