package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiodeTest {
    private static final String PICTURE = "indoors/scene_00021/scan_00189/00021_00189_indoors_200_010.png";
    private static final String DEPTH = "indoors/scene_00021/scan_00189/00021_00189_indoors_200_010_depth.npy";
    private static final String MASK = "indoors/scene_00021/scan_00189/00021_00189_indoors_200_010_depth_mask.npy";

    private Miniature files;
    private Path list;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root)
                .picture(PICTURE, 3, 2)
                .npy(DEPTH, Shape.of(2, 3, 1), 0.1f, 5, 351, 7, 0, Float.NaN)
                .npy(MASK, Shape.of(2, 3), 1, 1, 1, 0, 1, 1);
        list = files.list(PICTURE + "  " + DEPTH + "\t" + MASK);
    }

    @ParameterizedTest
    @EnumSource
    void depthCountsWhereTheMaskSaysWhateverTheRange(Storage storage) throws IOException {
        PublishedDataset diode = PublishedDataset.open(PublishedLayout.DIODE, storage.base(files), list);

        GroundTruth truth = diode.sample(0).groundTruth();

        assertThat(diode.range()).isEqualTo(new DepthRange(0.6f, 350));
        assertThat(truth.depth()).isEqualTo(FloatTensor.copyOf(Shape.of(2, 3), 0.1f, 5, 351, 7, 0, Float.NaN));
        assertThat(truth.valid())
                .isEqualTo(PixelMask.wrap(2, 3, new boolean[] {true, true, true, false, false, false}));
    }

    @Test
    void aMaskOfAnotherSizeIsRefused() throws IOException {
        files.npy(MASK, Shape.of(3, 2), 1, 1, 1, 0, 1, 1);

        assertRefused(MASK + " must have the shape of its depth map, [2, 3], got [3, 2]");
    }

    @Test
    void aDepthMapOfTwoChannelsIsRefused() throws IOException {
        files.npy(DEPTH, Shape.of(1, 3, 2), 1, 1, 1, 0, 1, 1);

        assertRefused(DEPTH + " must have shape (H, W) or (H, W, 1), got [1, 3, 2]");
    }

    @Test
    void aDamagedMapIsNamed() throws IOException {
        files.file(DEPTH, "<html>".getBytes(StandardCharsets.US_ASCII));

        assertRefused(DEPTH + " must be a NumPy file, got 6 bytes of another kind");
    }

    private void assertRefused(String message) throws IOException {
        DepthSample sample =
                PublishedDataset.open(PublishedLayout.DIODE, files.base(), list).sample(0);
        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base() + "/" + message);
    }
}
