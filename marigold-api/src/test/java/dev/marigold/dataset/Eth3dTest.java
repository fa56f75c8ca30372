package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Eth3dTest {
    private static final String PICTURE = "rgb/office/images/dslr_images/DSC_0219.JPG";
    private static final String DEPTH = "depth/office_dslr_depth/office/ground_truth_depth/dslr_images/DSC_0219.JPG";
    private static final int HEIGHT = 4032;
    private static final int WIDTH = 6048;

    private Miniature files;
    private DepthSample sample;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root).picture(PICTURE, 6, 4).floats(DEPTH);
        sample = PublishedDataset.open(PublishedLayout.ETH3D, files.base(), files.list(PICTURE + " " + DEPTH))
                .sample(0);
    }

    @Test
    void depthIsAFileOfLittleEndianFloatsOfTheFullSize() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(files.base().resolve(DEPTH).toFile(), "rw")) {
            file.setLength((long) Float.BYTES * HEIGHT * WIDTH);
            file.seek((long) Float.BYTES * WIDTH);
            file.write(bytes(Float.POSITIVE_INFINITY, 7.5f, 0, 1e-5f, 2e-5f, 1000, Float.NaN));
        }

        GroundTruth truth = sample.groundTruth();

        assertThat(truth.depth().shape()).isEqualTo(Shape.of(HEIGHT, WIDTH));
        assertThat(truth.depth().get(WIDTH)).isZero();
        assertThat(truth.depth().get(WIDTH + 1)).isEqualTo(7.5f);
        assertThat(truth.valid().count()).isEqualTo(3);
        assertThat(truth.valid().get(WIDTH + 1)).isTrue();
        assertThat(truth.valid().get(WIDTH + 4)).isTrue();
        assertThat(truth.valid().get(WIDTH + 5)).isTrue();
    }

    @Test
    void rowsFollowEachOther() {
        FloatTensor map = DepthDecoder.floats(2, 3).decode(bytes(1, 2, 3, 4, 5, Float.POSITIVE_INFINITY), "map");

        assertThat(map).isEqualTo(FloatTensor.copyOf(Shape.of(2, 3), 1, 2, 3, 4, 5, 0));
    }

    @Test
    void aFileOfAnotherLengthIsRefused() throws IOException {
        files.floats(DEPTH, 1, 2, 3);

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(
                        files.base().resolve(DEPTH) + " must hold 97542144 bytes for 6048x4032 float32 values, got 12");
    }

    @Test
    void predictionsAreNamedAsPublished() {
        assertThat(sample.predictionName()).isEqualTo("rgb/office/images/dslr_images/pred_DSC_0219.npy");
    }

    private static byte[] bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
