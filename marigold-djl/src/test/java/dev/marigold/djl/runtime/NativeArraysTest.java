package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.TimestepEmbedding;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every native array belongs to somebody who releases it. */
class NativeArraysTest {
    private static final int CALLS = 200;

    private Checkpoint checkpoint;
    private Network network;
    private List<FloatTensor> inputs;

    @BeforeEach
    void describe() throws IOException {
        checkpoint = Checkpoint.open(Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1"));
        network = new UNet2DCondition(checkpoint.unet(), checkpoint.unetWeights()::get);
        inputs = List.of(zeros(1, 8, 4, 4), TimestepEmbedding.of(7, checkpoint.unet()), zeros(1, 2, 32));
    }

    private static FloatTensor zeros(int... extents) {
        Shape shape = Shape.of(extents);
        return FloatTensor.wrap(shape, new float[(int) shape.elementCount()]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "bf16"})
    void evaluationsLeaveNothingInTheirNetwork(String precision) {
        try (DjlEngine engine = new DjlEngine(
                        BackendOptions.builder().precision(precision).build());
                DjlNetwork compiled = (DjlNetwork) engine.compile(network, NetworkUse.OFTEN)) {
            compiled.run(inputs);
            int before = compiled.manager().getManagedArrays().size();

            for (int i = 0; i < CALLS; i++) {
                compiled.run(inputs);
            }

            assertThat(compiled.manager().getManagedArrays().size()).isEqualTo(before);
        }
    }

    @Test
    void networksLeaveNothingInTheirEngine() {
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build());
                NDManager own = engine.newManager()) {
            NDManager base = own.getParentManager();
            for (int i = 0; i < CALLS; i++) {
                try (CompiledNetwork compiled = engine.compile(network, NetworkUse.OFTEN)) {
                    compiled.run(inputs);
                }
            }

            assertThat(base.getManagedArrays()).isEmpty();
        }
    }

    @Test
    void stepsOfATrainingLeaveNothingInTheirNetwork() {
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build());
                TrainableNetwork trained = engine.train(network, checkpoint.unetWeights(), name -> true)) {
            NDManager own = trained.parameters().get("conv_in.bias").getManager();
            int before = own.getManagedArrays().size();

            for (int i = 0; i < CALLS / 10; i++) {
                try (NDManager step = engine.newManager();
                        GradientCollector collector =
                                Engine.getEngine("PyTorch").newGradientCollector()) {
                    List<NDArray> natives = inputs.stream()
                            .map(input -> HeapTensors.toNative(step, input))
                            .toList();
                    collector.backward(trained.forward(natives).square().sum());
                    trained.gradient("conv_in.bias", step);
                }
            }

            assertThat(own.getManagedArrays().size()).isEqualTo(before);
        }
    }
}
