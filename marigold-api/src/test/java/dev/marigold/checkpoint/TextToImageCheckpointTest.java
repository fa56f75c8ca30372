package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextToImageCheckpointTest {
    @TempDir
    Path folder;

    private Path generator;

    /** A generator as Stable Diffusion is published, made from a depth checkpoint by taking half of the first convolution. */
    @BeforeEach
    void writeGenerator() throws IOException {
        generator = folder.resolve("generator");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(generator);
        Path config = generator.resolve("unet/config.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\"in_channels\" : 8", "\"in_channels\" : 4"));
        Path index = generator.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("MarigoldDepthPipeline", "StableDiffusionPipeline"));
        Path file = generator.resolve("unet/diffusion_pytorch_model.safetensors");
        Weights weights = SafetensorsFile.open(file).weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            if (name.equals("conv_in.weight")) {
                writer.floats(name, FloatTensor.wrap(Shape.of(32, 4, 3, 3), kernel()));
            } else {
                writer.copy(name, weights.get(name));
            }
        }
        writer.write(file);
    }

    private static float[] kernel() {
        float[] values = new float[32 * 4 * 9];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    @Test
    void theFirstConvolutionIsRepeatedAndHalved() throws IOException {
        TextToImageCheckpoint.of(generator).writeForDepth(folder.resolve("depth"));

        Checkpoint checkpoint = Checkpoint.open(folder.resolve("depth"));

        assertThat(checkpoint.unet().inChannels()).isEqualTo(8);
        float[] widened = checkpoint.unetWeights().get("conv_in.weight").readFloats();
        float[] before = kernel();
        for (int o = 0; o < 32; o++) {
            for (int i = 0; i < 36; i++) {
                assertThat(widened[o * 72 + i]).isEqualTo(before[o * 36 + i] / 2);
                assertThat(widened[o * 72 + 36 + i]).isEqualTo(before[o * 36 + i] / 2);
            }
        }
    }

    @Test
    void theSchedulerStaysButForItsClass() throws IOException {
        TextToImageCheckpoint checkpoint = TextToImageCheckpoint.of(generator);
        Path config = generator.resolve("scheduler/scheduler_config.json");
        Files.writeString(config, Files.readString(config).replace("DDIMScheduler", "PNDMScheduler"));

        checkpoint.writeForDepth(folder.resolve("depth"));

        SchedulerConfig before = checkpoint.scheduler();
        SchedulerConfig after = Checkpoint.open(folder.resolve("depth")).scheduler();
        assertThat(before.className()).isEqualTo("PNDMScheduler");
        assertThat(after.className()).isEqualTo("DDIMScheduler");
        assertThat(after.values()).isEqualTo(before.values());
    }

    @Test
    void theOtherWeightsAreTheSame() throws IOException {
        TextToImageCheckpoint.of(generator).writeForDepth(folder.resolve("depth"));

        assertThat(folder.resolve("depth/vae/diffusion_pytorch_model.safetensors"))
                .hasSameBinaryContentAs(generator.resolve("vae/diffusion_pytorch_model.safetensors"));
        assertThat(Checkpoint.open(folder.resolve("depth"))
                        .unetWeights()
                        .get("conv_out.weight")
                        .readFloats())
                .containsExactly(SafetensorsFile.open(generator.resolve("unet/diffusion_pytorch_model.safetensors"))
                        .weights()
                        .get("conv_out.weight")
                        .readFloats());
    }

    @Test
    void aDepthCheckpointIsRefused() throws IOException {
        Path depth = folder.resolve("depth");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(depth);

        assertThatThrownBy(() -> TextToImageCheckpoint.of(depth).writeForDepth(folder.resolve("again")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(depth.resolve("unet/config.json")
                        + " key 'in_channels' must be the autoencoder's latent_channels 4, got 8");
        assertThat(names(folder)).containsExactly("depth", "generator");
    }

    @Test
    void nothingIsLeftOfACheckpointThatLacksAFile() throws IOException {
        Files.delete(generator.resolve("scheduler/scheduler_config.json"));

        assertThatThrownBy(() -> TextToImageCheckpoint.of(generator).writeForDepth(folder.resolve("depth")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("Checkpoint has no file " + generator.resolve("scheduler/scheduler_config.json"));
        assertThat(names(folder)).containsExactly("generator");
        assertThat(generator.resolve("vae/diffusion_pytorch_model.safetensors")).exists();
    }

    @Test
    void aFolderThatIsThereIsLeftAsItIs() throws IOException {
        Path target = Files.createDirectory(folder.resolve("depth"));

        assertThatThrownBy(() -> TextToImageCheckpoint.of(generator).writeForDepth(target))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(target.toString());
        assertThat(target).isEmptyDirectory();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
