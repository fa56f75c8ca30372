package dev.marigold.checkpoint.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrainedCheckpointTest {
    private static final AutoencoderTinyConfig TINY = new AutoencoderTinyConfig(
            3, 3, 4, List.of(8, 8), List.of(8, 8), List.of(1, 2), List.of(2, 1), Activation.RELU, 1);

    @TempDir
    Path folder;

    private static UntrainedCheckpoint untrained() {
        Architecture kl = Preset.TINY.architecture();
        return UntrainedCheckpoint.of(new Architecture(kl.unet(), TINY, kl.textEncoder(), 32), 3);
    }

    private Checkpoint write() throws IOException {
        untrained().write(folder.resolve("checkpoint"));
        return Checkpoint.open(folder.resolve("checkpoint"));
    }

    @Test
    void theConfigurationIsReadBack() throws IOException {
        Checkpoint checkpoint = write();

        assertThat(checkpoint.autoencoder()).isEqualTo(TINY);
        assertThat(checkpoint.unet()).isEqualTo(Preset.TINY.architecture().unet());
        assertThat(checkpoint.scheduler()).hasToString(untrained().scheduler().toString());
    }

    @Test
    void aFrequencyShiftOfAPartIsKept() throws IOException {
        Architecture tiny = Preset.TINY.architecture();
        ObjectMapper json = new ObjectMapper();
        ObjectNode config = json.valueToTree(ConfigFiles.unet(tiny.unet()));
        assertThat(config.get("freq_shift")).hasToString("0");

        UnetConfig unet = tiny.unet();
        UnetConfig shifted = new UnetConfig(
                unet.inChannels(),
                unet.outChannels(),
                unet.blockOutChannels(),
                unet.downCrossAttention(),
                unet.upCrossAttention(),
                unet.layersPerBlock(),
                unet.attentionHeads(),
                unet.transformerLayers(),
                unet.crossAttentionDim(),
                unet.linearProjection(),
                unet.normGroups(),
                unet.normEpsilon(),
                unet.flipSinToCos(),
                0.5);
        assertThat(json.<ObjectNode>valueToTree(ConfigFiles.unet(shifted)).get("freq_shift"))
                .hasToString("0.5");
    }

    @Test
    void nothingIsLeftOfACheckpointThatCannotBeWritten() {
        Architecture kl = Preset.TINY.architecture();
        Path target = folder.resolve("checkpoint");
        InitialFiles files = new InitialFiles(kl, Modality.DEPTH, DType.F32);

        assertThatThrownBy(() -> files.write(target, (component, name, shapes) -> (from, values, count) -> {
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void convolutionsStartWithinOneOverTheRootOfTheirFanIn() throws IOException {
        Weights weights = write().unetWeights();
        float bound = (float) Math.sqrt(1.0 / (8 * 9));

        float largest = 0;
        for (float value : weights.get("conv_in.weight").readFloats()) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isBetween(0.95f * bound, bound);
        for (float value : weights.get("conv_in.bias").readFloats()) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(bound);
        }
        assertThat(weights.get("conv_norm_out.weight").readFloats()).containsOnly(1);
        assertThat(weights.get("conv_norm_out.bias").readFloats()).containsOnly(0);
    }

    @Test
    void theTextSaysNothing() throws IOException {
        Weights text = write().textEncoderWeights();

        assertThat(text.get("final_layer_norm.weight").readFloats()).containsOnly(0);
        assertThat(text.get("final_layer_norm.bias").readFloats()).containsOnly(0);
    }
}
