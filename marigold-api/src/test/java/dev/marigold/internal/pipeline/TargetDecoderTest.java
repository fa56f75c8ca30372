package dev.marigold.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.TraceListener;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetDecoderTest {
    private static final LatentSpace TWO_TARGETS = new LatentSpace(2, 2, 1, 0.5);

    /** Paints every channel with the first channel of the latent. */
    private static final class Painter implements DiffusionBackend {
        @Override
        public FloatTensor encode(FloatTensor images) {
            throw new UnsupportedOperationException("not encoded in this test");
        }

        @Override
        public FloatTensor denoise(FloatTensor latents, int timestep) {
            throw new UnsupportedOperationException("not denoised in this test");
        }

        @Override
        public FloatTensor decode(FloatTensor latents) {
            int members = latents.shape().extent(0);
            float[] pictures = new float[members * 3];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = latents.get(i / 3 * 2);
            }
            return FloatTensor.wrap(Shape.of(members, 3, 1, 1), pictures);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyTargetIsDecodedUnscaledInItsOrder(int batchSize) {
        CheckedBackend backend =
                new CheckedBackend("painter", BackendOptions.builder().build(), new Painter(), TWO_TARGETS);
        FloatTensor latents = FloatTensor.copyOf(Shape.of(3, 4, 1, 1), 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0);
        List<Long> evaluations = new ArrayList<>();
        ProgressListener progress = report -> evaluations.add(report.total());
        RequestMonitor monitor = new RequestMonitor(new Cancellation(), progress, TraceListener.none());

        FloatTensor decoded =
                new TargetDecoder(backend, new Batches(batchSize), UnaryOperator.identity()).decode(latents, monitor);

        assertThat(decoded)
                .isEqualTo(FloatTensor.copyOf(
                        Shape.of(3, 6, 1, 1), 2, 2, 2, 4, 4, 4, 6, 6, 6, 8, 8, 8, 10, 10, 10, 12, 12, 12));
        assertThat(evaluations).hasSize((int) (evaluations.get(0) + 1));
    }
}
