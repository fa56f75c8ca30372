package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ScanNet, Hypersim and Virtual KITTI 2. */
class OtherLayoutsTest {
    private Miniature files;

    @BeforeEach
    void makeFolder(@TempDir Path root) throws IOException {
        files = new Miniature(root);
    }

    @Test
    void scanNetCountsMillimetresBelowTenMetres() throws IOException {
        files.picture("scene0406_02/color/000300.png", 4, 1);
        files.grey16("scene0406_02/depth/000300.png", 4, 1, (x, y) -> new int[] {1, 2, 9999, 10000}[x]);
        DepthSample sample =
                open(PublishedLayout.SCANNET, "scene0406_02/color/000300.png scene0406_02/depth/000300.png");

        GroundTruth truth = sample.groundTruth();

        assertThat(truth.depth().get(1)).isEqualTo(0.002f);
        assertThat(truth.valid()).isEqualTo(PixelMask.wrap(1, 4, new boolean[] {false, true, true, false}));
        assertThat(sample.predictionName()).isEqualTo("scene0406_02/color/pred_000300.npy");
    }

    @Test
    void hypersimCountsMillimetresBelow65Metres() throws IOException {
        files.picture("ai_001_010/rgb_cam_00_fr0000.png", 4, 1);
        files.grey16("ai_001_010/depth_plane_cam_00_fr0000.png", 4, 1, (x, y) -> new int[] {0, 1, 64999, 65000}[x]);
        DepthSample sample = open(
                PublishedLayout.HYPERSIM,
                "ai_001_010/rgb_cam_00_fr0000.png ai_001_010/depth_plane_cam_00_fr0000.png train");

        GroundTruth truth = sample.groundTruth();

        assertThat(truth.depth().get(2)).isEqualTo(64.999f);
        assertThat(truth.valid()).isEqualTo(PixelMask.wrap(1, 4, new boolean[] {false, true, true, false}));
        assertThat(sample.predictionName()).isEqualTo("ai_001_010/pred_cam_00_fr0000.npy");
    }

    @Test
    void virtualKittiCountsCentimetresOfTheBenchmarkCropForTraining() throws IOException {
        GroundTruth truth = virtualKitti(PublishedLayout.VIRTUAL_KITTI_2.validArea());

        assertThat(truth.depth().shape()).isEqualTo(Shape.of(352, 1216));
        assertThat(truth.depth().get(0)).isEqualTo(0.23f);
        assertThat(truth.valid()).isEqualTo(PixelMask.all(352, 1216));
    }

    @Test
    void virtualKittiHasTheCropOfEigenForValidation() throws IOException {
        GroundTruth truth = virtualKitti(ValidArea.EIGEN);

        assertThat(truth.valid()).isEqualTo(PixelMask.rectangle(Shape.of(352, 1216), 117, 321, 43, 1172));
    }

    private GroundTruth virtualKitti(ValidArea area) throws IOException {
        String depth = "depth/Scene02/clone/frames/depth/Camera_0/depth_00000.png";
        files.grey16(depth, 1242, 375, (x, y) -> y);
        Path list = files.list("rgb/Scene02/clone/frames/rgb/Camera_0/rgb_00000.jpg " + depth);
        return PublishedDataset.builder(PublishedLayout.VIRTUAL_KITTI_2, files.base(), list)
                .validArea(area)
                .build()
                .sample(0)
                .groundTruth();
    }

    private DepthSample open(PublishedLayout layout, String row) throws IOException {
        return PublishedDataset.open(layout, files.base(), files.list(row)).sample(0);
    }
}
