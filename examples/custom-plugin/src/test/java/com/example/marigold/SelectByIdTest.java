package com.example.marigold;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.marigold.remote.NetworkServer;
import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.image.RgbImage;
import dev.marigold.onnx.OnnxBackendProvider;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does who has put this jar beside Marigold's. */
class SelectByIdTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    private Checkpoint checkpoint;

    @BeforeEach
    void writeCheckpoint(@TempDir Path directory) throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory.resolve("tiny"));
        checkpoint = Checkpoint.open(directory.resolve("tiny"));
    }

    @Test
    void theSchedulerIsFoundByItsId() throws IOException {
        DepthPrediction prediction = estimate(
                DepthEstimator.builder().backend("onnx").scheduler("dpm-solver").steps(3));

        assertThat(prediction.provenance().scheduler()).isEqualTo("dpm-solver");
        assertThat(prediction.depth().isFinite()).isTrue();
    }

    @Test
    void theServerPredictsWhatItsEngineWouldPredictHere() throws IOException {
        DiffusionBackend engine = new OnnxBackendProvider().open(checkpoint, oneThread());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (NetworkServer server = NetworkServer.start(checkpoint, engine, address)) {
            DepthPrediction remote = estimate(DepthEstimator.builder()
                    .backend("remote")
                    .backendProperty("url", server.url().toString()));
            DepthPrediction local =
                    estimate(DepthEstimator.builder().backend("onnx").threads(1));

            assertThat(remote.provenance().backend()).isEqualTo("remote");
            assertThat(remote.depth()).isEqualTo(local.depth());
        }
    }

    private DepthPrediction estimate(DepthEstimator.Builder builder) throws IOException {
        try (DepthEstimator estimator = builder.checkpoint(checkpoint).build()) {
            return estimator.estimate(picture());
        }
    }

    private static BackendOptions oneThread() {
        return BackendOptions.builder().threads(1).build();
    }

    private static RgbImage picture() {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7);
        }
        return RgbImage.ofRgb(WIDTH, HEIGHT, rgb);
    }
}
