package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KittiTest {
    private static final String PICTURE = "2011_09_26/2011_09_26_drive_0002_sync/image_02/data/0000000069.png";
    private static final String DEPTH =
            "2011_09_26/2011_09_26_drive_0002_sync/proj_depth/groundtruth/image_02/0000000069.png";
    private static final String ROW = PICTURE + " " + DEPTH + " 721.5377";

    private Miniature files;
    private Path list;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root).picture(PICTURE, 1242, 375).grey16(DEPTH, 1242, 375, (x, y) -> 1000 + 10 * x + y);
        list = files.list(ROW);
    }

    @ParameterizedTest
    @EnumSource
    void pictureAndDepthLose23RowsAtTheTopAnd13ColumnsAtTheLeft(Storage storage) throws IOException {
        DepthSample sample = PublishedDataset.open(PublishedLayout.KITTI, storage.base(files), list)
                .sample(0);

        RgbImage image = sample.image();
        GroundTruth truth = sample.groundTruth();

        assertThat(image.width()).isEqualTo(1216);
        assertThat(image.height()).isEqualTo(352);
        assertThat(image.toTensor().get(0)).isEqualTo(13 / 255f);
        assertThat(image.toTensor().get(352 * 1216)).isEqualTo(23 / 255f);
        assertThat(truth.depth().shape()).isEqualTo(Shape.of(352, 1216));
        assertThat(truth.depth().get(0)).isEqualTo((1000 + 130 + 23) / 256f);
        assertThat(truth.depth().get(352 * 1216 - 1)).isEqualTo((1000 + 12280 + 374) / 256f);
    }

    @Test
    void theCropOfEigenCountsByDefault() throws IOException {
        PixelMask valid = valid(PublishedDataset.builder(PublishedLayout.KITTI, files.base(), list));

        assertThat(valid).isEqualTo(PixelMask.rectangle(Shape.of(352, 1216), 117, 321, 43, 1172));
    }

    @Test
    void theCropOfGargCountsOnDemand() throws IOException {
        PixelMask valid = valid(PublishedDataset.builder(PublishedLayout.KITTI, files.base(), list)
                .validArea(ValidArea.GARG));

        assertThat(valid).isEqualTo(PixelMask.rectangle(Shape.of(352, 1216), 143, 349, 43, 1172));
    }

    @Test
    void everythingCountsOnDemand() throws IOException {
        PixelMask valid = valid(PublishedDataset.builder(PublishedLayout.KITTI, files.base(), list)
                .validArea(ValidArea.WHOLE)
                .crop(PictureCrop.NONE));

        assertThat(valid).isEqualTo(PixelMask.all(375, 1242));
    }

    @Test
    void bothEndsOfTheRangeAreInvalid() throws IOException {
        int[] steps = {0, 1, 80 * 256 - 1, 80 * 256};
        files.grey16(DEPTH, 1242, 375, (x, y) -> y == 200 && x >= 200 && x < 204 ? steps[x - 200] : 0);

        PixelMask valid = valid(PublishedDataset.builder(PublishedLayout.KITTI, files.base(), list));

        int first = (200 - 23) * 1216 + 200 - 13;
        assertThat(valid.count()).isEqualTo(2);
        assertThat(valid.get(first + 1)).isTrue();
        assertThat(valid.get(first + 2)).isTrue();
    }

    @Test
    void rowsWithoutDepthAreCountedAndNoSamples() throws IOException {
        String[] rows = IntStream.range(0, 697)
                .mapToObj(i -> "image_02/" + i + ".png " + (i % 15 == 0 && i < 675 ? "None" : i + ".png") + " 721.5377")
                .toArray(String[]::new);

        PublishedDataset kitti = PublishedDataset.open(PublishedLayout.KITTI, files.base(), files.list(rows));

        assertThat(kitti.rowsWithoutDepth()).isEqualTo(45);
        assertThat(kitti.size()).isEqualTo(652);
        assertThat(kitti.sample(0).id()).isEqualTo("image_02/1.png");
    }

    @Test
    void aListWithoutAnyDepthIsRefused() throws IOException {
        Path none = files.list(PICTURE + " None 721.5377");

        assertThatThrownBy(() -> PublishedDataset.open(PublishedLayout.KITTI, files.base(), none))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(none + " must name at least one picture with depth, got 1 rows");
    }

    @Test
    void aPictureTooSmallForTheCropIsRefused() throws IOException {
        files.picture(PICTURE, 1215, 375);
        DepthSample sample =
                PublishedDataset.open(PublishedLayout.KITTI, files.base(), list).sample(0);

        assertThatThrownBy(sample::image)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve(PICTURE)
                        + " must have at least 1216x352 pixels for the KITTI benchmark crop, got 1215x375");
    }

    @Test
    void predictionsAreNamedAsPublished() throws IOException {
        DepthSample sample =
                PublishedDataset.open(PublishedLayout.KITTI, files.base(), list).sample(0);

        assertThat(sample.predictionName())
                .isEqualTo("2011_09_26/2011_09_26_drive_0002_sync/image_02/data/pred_0000000069.npy");
    }

    private static PixelMask valid(PublishedDataset.Builder builder) throws IOException {
        return builder.build().sample(0).groundTruth().valid();
    }
}
