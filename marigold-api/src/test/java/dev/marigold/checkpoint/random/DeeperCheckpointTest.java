package dev.marigold.checkpoint.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.engine.OracleOps;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeeperCheckpointTest {
    @TempDir
    private Path folder;

    private Checkpoint random(DType dtype) throws IOException {
        RandomCheckpoint.of(Preset.TINY, dtype, 1).write(folder.resolve("start"));
        return Checkpoint.open(folder.resolve("start"));
    }

    private Checkpoint deeper(Checkpoint start, String name) throws IOException {
        DeeperCheckpoint.of(start, 2).write(folder.resolve(name));
        return Checkpoint.open(folder.resolve(name));
    }

    private static FloatTensor velocity(Checkpoint checkpoint) {
        int channels = checkpoint.unet().inChannels();
        int time = checkpoint.unet().blockOutChannels().get(0);
        int text = checkpoint.unet().crossAttentionDim();
        UNet2DCondition unet = new UNet2DCondition(checkpoint.unet(), checkpoint.unetWeights()::get);
        return unet.forward(
                new OracleOps(),
                List.of(
                        OracleOps.tabulate(i -> Math.sin(3 * i[1] + 2 * i[2] + i[3] * i[3]), 1, channels, 5, 6),
                        FloatTensor.wrap(Shape.of(1, time), new float[time]),
                        OracleOps.tabulate(i -> Math.cos(i[1] + 3 * i[2]), 1, 2, text)));
    }

    @Test
    void theDeeperNetworkPredictsTheSame() throws IOException {
        Checkpoint start = Checkpoint.open(Goldens.path("depth-v1-1"));

        Checkpoint deeper = deeper(start, "deeper");
        Checkpoint deepest = deeper(deeper, "deepest");

        assertThat(deeper.unet())
                .isEqualTo(start.unet().withLayersPerBlock(start.unet().layersPerBlock() + 1));
        assertThat(deepest.unetWeights().names())
                .hasSizeGreaterThan(deeper.unetWeights().names().size());
        assertThat(velocity(deeper)).isEqualTo(velocity(start));
        assertThat(velocity(deepest)).isEqualTo(velocity(start));
    }

    @Test
    void theRestOfTheCheckpointIsTheSame() throws IOException {
        Checkpoint start = random(DType.F16);

        Checkpoint deeper = deeper(start, "deeper");

        assertThat(deeper.pipeline()).isEqualTo(start.pipeline());
        assertThat(deeper.autoencoder()).isEqualTo(start.autoencoder());
        assertThat(deeper.textEncoder()).isEqualTo(start.textEncoder());
        assertThat(deeper.scheduler().values()).isEqualTo(start.scheduler().values());
        assertThat(deeper.emptyPromptTokens()).isEqualTo(start.emptyPromptTokens());
        assertThat(deeper.unetWeights().parameterTypes()).containsExactly(DType.F16);
    }

    @Test
    void everyNewBlockCanLearn() throws IOException {
        Checkpoint deeper = deeper(random(DType.F32), "deeper");

        // Of a product that is zero, one factor has to differ from zero, or no gradient reaches either.
        String block = "down_blocks.0.resnets." + (deeper.unet().layersPerBlock() - 1);
        assertThat(deeper.unetWeights().get(block + ".conv2.weight").readFloats())
                .containsOnly(0);
        assertThat(deeper.unetWeights().get(block + ".conv1.weight").readFloats())
                .doesNotContain(0);
        assertThat(deeper.unetWeights().get(block + ".norm2.weight").readFloats())
                .containsOnly(1);
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        Checkpoint start = random(DType.F32);

        assertThatThrownBy(() -> DeeperCheckpoint.of(start, 2).write(folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(folder + ": directory must be empty");
    }
}
