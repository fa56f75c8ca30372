package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AveragedCheckpointTest {
    @TempDir
    private Path folder;

    private Checkpoint random(DType dtype, long seed) throws IOException {
        Path directory = folder.resolve("seed" + seed);
        RandomCheckpoint.of(Preset.TINY, dtype, seed).write(directory);
        return Checkpoint.open(directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F16"})
    void everyWeightIsTheMean(DType dtype) throws IOException {
        List<Checkpoint> all = List.of(random(dtype, 1), random(dtype, 2), random(dtype, 3));

        AveragedCheckpoint.of(all).write(folder.resolve("mean"));

        Checkpoint mean = Checkpoint.open(folder.resolve("mean"));
        for (Function<Checkpoint, Weights> network : List.<Function<Checkpoint, Weights>>of(
                Checkpoint::unetWeights, Checkpoint::autoencoderWeights, Checkpoint::textEncoderWeights)) {
            Weights averaged = network.apply(mean);
            assertThat(averaged.names()).isEqualTo(network.apply(all.get(0)).names());
            for (String name : averaged.names()) {
                float[] first = network.apply(all.get(0)).get(name).readFloats();
                float[] second = network.apply(all.get(1)).get(name).readFloats();
                float[] third = network.apply(all.get(2)).get(name).readFloats();
                float[] means = averaged.get(name).readFloats();
                assertThat(averaged.get(name).dtype()).isEqualTo(dtype);
                for (int i = 0; i < means.length; i++) {
                    double exact = ((double) first[i] + second[i] + third[i]) / 3;
                    // Half of the distance of two numbers of the type, and a little for what is rounded twice.
                    double half = dtype == DType.F16
                            ? Math.max(0x1p-25, Math.abs(exact) * 0x1p-11)
                            : Math.ulp((float) exact) / 2;
                    assertThat((double) means[i]).as(name).isCloseTo(exact, within(1.001 * half));
                }
            }
        }
    }

    @Test
    void matricesOfTheDenoisingNetworkAreStoredInEightBitsOnDemand() throws IOException {
        Checkpoint tiny = random(DType.F16, 1);

        AveragedCheckpoint.of(List.of(tiny, tiny)).withEightBitUnet().write(folder.resolve("mean"));

        Checkpoint mean = Checkpoint.open(folder.resolve("mean"));
        assertThat(mean.autoencoderWeights().parameterTypes()).containsExactly(DType.F16);
        assertThat(mean.textEncoderWeights().parameterTypes()).containsExactly(DType.F16);
        for (String name : mean.unetWeights().names()) {
            Weight stored = mean.unetWeights().get(name);
            float[] before = tiny.unetWeights().get(name).readFloats();
            float[] after = stored.readFloats();
            assertThat(stored.dtype()).as(name).isEqualTo(stored.shape().rank() > 1 ? DType.F8_E4M3 : DType.F16);
            // In steps of which a rounded value is at most half a one off; the others are copies.
            double largest = 0;
            for (int i = 0; i < after.length; i++) {
                double step = stored.dtype() == DType.F16 ? 0x1p-24 : Math.max(0x1p-9, Math.abs(before[i]) * 0x1p-3);
                largest = Math.max(largest, Math.abs(after[i] - before[i]) / step);
            }
            assertThat(largest).as(name).isLessThanOrEqualTo(stored.dtype() == DType.F16 ? 0 : 0.5);
        }
    }

    @Test
    void theRestIsThatOfTheFirst() throws IOException {
        Checkpoint published = Checkpoint.open(Goldens.path("depth-v1-1"));

        AveragedCheckpoint.of(List.of(published, published, published)).write(folder.resolve("same"));

        Checkpoint same = Checkpoint.open(folder.resolve("same"));
        assertThat(same.pipeline()).isEqualTo(published.pipeline());
        assertThat(same.scheduler().values()).isEqualTo(published.scheduler().values());
        assertThat(same.emptyPromptTokens()).isEqualTo(published.emptyPromptTokens());
        for (String name : published.unetWeights().names()) {
            assertThat(same.unetWeights().get(name).readFloats())
                    .containsExactly(published.unetWeights().get(name).readFloats());
        }
    }

    @Test
    void otherNetworksAreRefused() throws IOException {
        Checkpoint tiny = random(DType.F32, 1);
        Checkpoint other = Checkpoint.open(Goldens.path("depth-v1-1"));

        assertThatThrownBy(() -> AveragedCheckpoint.of(List.of(tiny, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("checkpoints must have the same text encoders, got ")
                .hasMessageEndingWith(" in " + other.directory());
        assertThatThrownBy(() -> AveragedCheckpoint.of(List.of(tiny)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpoints must be at least two, got 1");
    }

    @Test
    void otherPredictionsAreRefused() throws IOException {
        Checkpoint velocity = random(DType.F32, 1);
        Path directory = random(DType.F32, 2).directory();
        Path scheduler = directory.resolve("scheduler/scheduler_config.json");
        Files.writeString(scheduler, Files.readString(scheduler).replace("v_prediction", "epsilon"));
        Checkpoint noise = Checkpoint.open(directory);

        assertThatThrownBy(() -> AveragedCheckpoint.of(List.of(velocity, noise)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpoints must have the same prediction type, got v_prediction in "
                        + velocity.directory() + " and epsilon in " + directory);
    }

    @Test
    void whatIsThereStays() throws IOException {
        Checkpoint tiny = random(DType.F16, 1);

        assertThatThrownBy(() -> AveragedCheckpoint.of(List.of(tiny, tiny)).write(folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(folder + ": directory must be empty");
    }

    @Test
    void aTensorThatIsMissingIsNamedAndNothingIsLeft() throws IOException {
        Checkpoint whole = random(DType.F32, 1);
        Path damaged = random(DType.F32, 2).directory();
        Path file = damaged.resolve("vae/diffusion_pytorch_model.safetensors");
        new SafetensorsWriter()
                .floats("decoder.conv_in.bias", FloatTensor.copyOf(Shape.of(1), 0))
                .write(file);
        Checkpoint lacking = Checkpoint.open(damaged);
        String message = file + " has no tensor 'decoder.conv_in.weight', unlike "
                + whole.autoencoderWeights().source();
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (List<Checkpoint> checkpoints : List.of(List.of(whole, lacking), List.of(lacking, whole))) {
            for (Path target : List.of(folder.resolve("mean"), empty)) {
                assertThatThrownBy(() -> AveragedCheckpoint.of(checkpoints).write(target))
                        .isInstanceOf(ModelLoadException.class)
                        .hasMessage(message);
            }
        }
        assertThat(folder.resolve("mean")).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }
}
