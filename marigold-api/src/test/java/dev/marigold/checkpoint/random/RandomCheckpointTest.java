package dev.marigold.checkpoint.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.Weights;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomCheckpointTest {
    @TempDir
    private Path directory;

    @Test
    void opensWithTheConfigurationsItWasMadeOf() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory);

        Checkpoint checkpoint = Checkpoint.open(directory);
        Architecture expected = Preset.TINY.architecture();
        assertThat(checkpoint.unet()).isEqualTo(expected.unet());
        assertThat(checkpoint.autoencoder()).isEqualTo(expected.autoencoder());
        assertThat(checkpoint.textEncoder()).isEqualTo(expected.textEncoder());
        assertThat(checkpoint.pipeline().modality()).isEqualTo(Modality.DEPTH);
        assertThat(checkpoint.scheduler().className()).isEqualTo("DDIMScheduler");
        assertThat(checkpoint.emptyPromptTokens()).containsExactly(512, 513);
    }

    @Test
    void holdsTheTensorsThatDiffusersWritesForTheseConfigurations() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory);

        Checkpoint random = Checkpoint.open(directory);
        Checkpoint published = Checkpoint.open(Goldens.path("depth-v1-1"));
        assertThat(shapes(random.unetWeights())).isEqualTo(shapes(published.unetWeights()));
        assertThat(shapes(random.autoencoderWeights())).isEqualTo(shapes(published.autoencoderWeights()));
        Map<String, Shape> text = shapes(published.textEncoderWeights());
        text.put("embeddings.token_embedding.weight", Shape.of(514, 32));
        assertThat(shapes(random.textEncoderWeights())).isEqualTo(text);
    }

    @Test
    void stableDiffusion2HasThePublishedNumbersOfParametersAndTensors() throws IOException {
        Architecture networks = Preset.SD2.architecture();

        WeightRecorder unet = new WeightRecorder();
        unet.record(new UNet2DCondition(networks.unet(), unet));
        WeightRecorder autoencoder = new WeightRecorder();
        Autoencoder kl = Autoencoder.of(networks.autoencoder(), autoencoder);
        autoencoder.record(kl.encoder());
        autoencoder.record(kl.decoder());
        WeightRecorder text = new WeightRecorder();
        ClipTextModel clip = new ClipTextModel(networks.textEncoder(), text);
        clip.embed();
        text.record(clip);

        assertThat(unet.shapes()).hasSize(686);
        assertThat(parameters(unet)).isEqualTo(865_922_244);
        assertThat(autoencoder.shapes()).hasSize(248);
        assertThat(parameters(autoencoder)).isEqualTo(83_653_863);
        assertThat(text.shapes()).hasSize(372);
        assertThat(parameters(text)).isEqualTo(340_387_840);
    }

    @Test
    void stableDiffusion2HasThePublishedIdsOfTheSpecialTokens() {
        assertThat(Vocabulary.ofSize(49408))
                .hasSize(49408)
                .containsEntry("<|startoftext|>", 49406)
                .containsEntry("<|endoftext|>", 49407);
    }

    @Test
    void weightsHaveUnitGain() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory);

        Weights weights = Checkpoint.open(directory).unetWeights();
        float[] values = weights.get("mid_block.resnets.0.conv1.weight").readFloats();
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double fanIn = 64 * 9;
        assertThat(sum / values.length).isBetween(-2e-4, 2e-4);
        assertThat(squares / values.length * fanIn).isBetween(0.98, 1.02);
    }

    @Test
    void normalisationsStartAsTheIdentityAndBiasesAtZero() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory);

        Weights weights = Checkpoint.open(directory).unetWeights();
        assertThat(weights.get("conv_norm_out.weight").readFloats()).containsOnly(1);
        assertThat(weights.get("conv_norm_out.bias").readFloats()).containsOnly(0);
        assertThat(weights.get("conv_in.bias").readFloats()).containsOnly(0);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        String weights = "unet/diffusion_pytorch_model.safetensors";
        RandomCheckpoint.of(Preset.TINY, DType.F32, 7).write(directory.resolve("a"));
        RandomCheckpoint.of(Preset.TINY, DType.F32, 7).write(directory.resolve("b"));
        RandomCheckpoint.of(Preset.TINY, DType.F32, 8).write(directory.resolve("c"));

        byte[] first = Files.readAllBytes(directory.resolve("a").resolve(weights));
        assertThat(Files.readAllBytes(directory.resolve("b").resolve(weights))).isEqualTo(first);
        assertThat(Files.readAllBytes(directory.resolve("c").resolve(weights))).isNotEqualTo(first);
    }

    @Test
    void halfPrecisionIsTheFp16Variant() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F16, 1).write(directory);

        assertThat(directory.resolve("unet/diffusion_pytorch_model.fp16.safetensors"))
                .exists();
        assertThat(directory.resolve("text_encoder/model.fp16.safetensors")).exists();
        assertThat(Checkpoint.open(directory).unetWeights().parameterTypes()).containsExactly(DType.F16);
    }

    /** Without this key diffusers warns that it may not know what the checkpoint predicts. */
    @ParameterizedTest
    @CsvSource({
        "SD2, MarigoldDepthPipeline, depth",
        "TINY, MarigoldDepthPipeline, depth",
        "SD2_NORMALS, MarigoldNormalsPipeline, normals"
    })
    void theIndexSaysWhatIsPredicted(Preset preset, String pipeline, String prediction) throws IOException {
        new RandomLayout(preset.architecture(), preset.modality()).write(directory);

        assertThat(directory.resolve("model_index.json"))
                .content()
                .contains("\"_class_name\" : \"" + pipeline + "\"", "\"prediction_type\" : \"" + prediction + "\"");
    }

    @Test
    void aDirectoryThatIsNotEmptyIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(directory))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(directory + ": directory must be empty");
        assertThat(directory).isDirectoryContaining("glob:**mine.txt").isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void otherPrecisionsAreRefused() {
        assertThatThrownBy(() -> RandomCheckpoint.of(Preset.TINY, DType.BF16, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dtype must be F32 or F16, got BF16");
    }

    private static Map<String, Shape> shapes(Weights weights) {
        Map<String, Shape> shapes = new TreeMap<>();
        weights.names().forEach(name -> shapes.put(name, weights.get(name).shape()));
        return shapes;
    }

    private static long parameters(WeightRecorder recorder) {
        return recorder.shapes().values().stream()
                .mapToLong(Shape::elementCount)
                .sum();
    }
}
