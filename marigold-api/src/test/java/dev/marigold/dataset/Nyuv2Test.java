package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Nyuv2Test {
    private static final String PICTURE = "test/kitchen_0004/rgb_0001.png";
    private static final String DEPTH = "test/kitchen_0004/depth_0001.png";
    private static final String ROW = PICTURE + " " + DEPTH + " test/kitchen_0004/filled_0001.png";

    private Miniature files;
    private Path list;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root).picture(PICTURE, 640, 480).grey16(DEPTH, 640, 480, (x, y) -> 2345);
        list = files.list(ROW);
    }

    @ParameterizedTest
    @EnumSource
    void aSampleIsReadFromADirectoryAndFromTarFiles(Storage storage) throws IOException {
        PublishedDataset nyu = PublishedDataset.open(PublishedLayout.NYUV2, storage.base(files), list);

        DepthSample sample = nyu.sample(0);
        RgbImage image = sample.image();
        FloatTensor depth = sample.groundTruth().depth();

        assertThat(nyu.size()).isEqualTo(1);
        assertThat(image.width()).isEqualTo(640);
        assertThat(image.height()).isEqualTo(480);
        assertThat(depth.shape()).isEqualTo(Shape.of(480, 640));
        assertThat(depth.get(0)).isEqualTo(2.345f);
    }

    @Test
    void aSampleIsNamedAsPublished() throws IOException {
        PublishedDataset nyu = open();

        DepthSample sample = nyu.sample(0);

        assertThat(nyu.name()).isEqualTo("nyuv2");
        assertThat(sample.id()).isEqualTo(PICTURE);
        assertThat(sample.group()).isEqualTo("nyuv2");
        assertThat(sample.predictionName()).isEqualTo("test/kitchen_0004/pred_0001.npy");
    }

    @Test
    void depthCountsInTheCropOfEigen() throws IOException {
        PixelMask valid = open().sample(0).groundTruth().valid();

        assertThat(valid).isEqualTo(PixelMask.rectangle(Shape.of(480, 640), 45, 471, 41, 601));
        assertThat(valid.count()).isEqualTo(426 * 560);
    }

    @Test
    void theWholePictureCountsOnDemand() throws IOException {
        PublishedDataset whole = PublishedDataset.builder(PublishedLayout.NYUV2, files.base(), list)
                .validArea(ValidArea.WHOLE)
                .build();

        assertThat(whole.sample(0).groundTruth().valid()).isEqualTo(PixelMask.all(480, 640));
    }

    @Test
    void bothEndsOfTheRangeAreInvalid() throws IOException {
        int[] steps = {0, 1, 2, 9999, 10000, 10001};
        files.grey16(DEPTH, 640, 480, (x, y) -> y == 100 && x >= 100 && x < 106 ? steps[x - 100] : 0);

        PixelMask valid = open().sample(0).groundTruth().valid();

        assertThat(valid.count()).isEqualTo(2);
        assertThat(valid.get(100 * 640 + 102)).isTrue();
        assertThat(valid.get(100 * 640 + 103)).isTrue();
    }

    @Test
    void anotherSizeIsRefused() throws IOException {
        files.grey16(DEPTH, 320, 240, (x, y) -> 1000);
        DepthSample sample = open().sample(0);

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve(DEPTH) + " must have 640x480 pixels for this valid area, got 320x240");
    }

    @Test
    void theAreaOfKittiIsRefused() {
        PublishedDataset.Builder builder = PublishedDataset.builder(PublishedLayout.NYUV2, files.base(), list);

        assertThatThrownBy(() -> builder.validArea(ValidArea.GARG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("validArea must be one of [WHOLE, EIGEN] for nyuv2, got GARG");
    }

    private PublishedDataset open() throws IOException {
        return PublishedDataset.open(PublishedLayout.NYUV2, files.base(), list);
    }
}
