package dev.marigold.evaluation;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;

/** Two pictures of one name in two folders. */
final class TwinDataset implements DepthDataset {
    @Override
    public String name() {
        return "twins";
    }

    @Override
    public DepthRange range() {
        return new DepthRange(0, 10);
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public DepthSample sample(int index) {
        return new Twin(index == 0 ? "a" : "b");
    }

    @Override
    public void close() {}

    private record Twin(String folder) implements DepthSample {
        @Override
        public String id() {
            return folder + "/rgb.png";
        }

        @Override
        public String group() {
            return "twins";
        }

        @Override
        public String predictionName() {
            return folder + "/pred_rgb.npy";
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(1, 1, new byte[3]);
        }

        @Override
        public GroundTruth groundTruth() {
            return Truths.of(1, 1, i -> 1);
        }
    }
}
