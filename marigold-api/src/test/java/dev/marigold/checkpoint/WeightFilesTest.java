package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {
    private static final String FULL = "diffusion_pytorch_model.safetensors";
    private static final String HALF = "diffusion_pytorch_model.fp16.safetensors";
    private static final String INDEX = "diffusion_pytorch_model.safetensors.index.json";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ANY, " + FULL, "FP32, " + FULL, "FP16, " + HALF})
    void theVariantSelectsTheFile(WeightVariant variant, String expected) throws IOException {
        write(FULL, "a");
        write(HALF, "a");

        assertThat(WeightFiles.open(folder, variant).source())
                .isEqualTo(folder.resolve(expected).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "model.fp16.safetensors", HALF})
    void anyVariantTakesWhatThereIs(String name) throws IOException {
        write(name, "a");

        assertThat(WeightFiles.open(folder, WeightVariant.ANY).names()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        INDEX + ", FP32",
        "model.safetensors.index.json, FP32",
        "diffusion_pytorch_model.fp16.safetensors.index.json, FP16",
        "diffusion_pytorch_model.safetensors.index.fp16.json, FP16"
    })
    void shardsAreOneSetOfWeights(String index, WeightVariant variant) throws IOException {
        write("shard-1.safetensors", "a");
        write("shard-2.safetensors", "b");
        index(index, "'a':'shard-1.safetensors','b':'shard-2.safetensors'");

        Weights weights = WeightFiles.open(folder, variant);

        assertThat(weights.names()).containsExactly("a", "b");
        assertThat(weights.files()).containsExactly(real("shard-1.safetensors"), real("shard-2.safetensors"));
        assertThat(weights.source()).isEqualTo(folder.resolve(index).toString());
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        index(INDEX, "'a':'shard-1.safetensors'");

        assertRefused(
                WeightVariant.ANY,
                folder.resolve(INDEX) + " lists the shard 'shard-1.safetensors', which does not exist");
    }

    @Test
    void aTensorThatItsShardLacksIsNamed() throws IOException {
        write("shard-1.safetensors", "a");
        index(INDEX, "'a':'shard-1.safetensors','b':'shard-1.safetensors'");

        assertRefused(
                WeightVariant.ANY,
                folder.resolve(INDEX) + " lists the tensor 'b' in " + folder.resolve("shard-1.safetensors")
                        + ", which has no such tensor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'../secret.safetensors'",
                "'/etc/secret.safetensors'",
                "'sub/shard.safetensors'",
                "'..\\\\shard.safetensors'",
                "'C:shard.safetensors'",
                "'shard\\u0000.safetensors'",
                "'x.bin'",
                "'.safetensors'",
                "''",
                "[1]",
                "null"
            })
    void shardsElsewhereAreRefused(String shard) throws IOException {
        index(INDEX, "'a':" + shard);

        assertRefused(
                WeightVariant.ANY,
                folder.resolve(INDEX) + " must map tensors to names of safetensors files beside it, got "
                        + shard.replace('\'', '"'));
    }

    @Test
    void aTensorListedTwiceIsRefused() throws IOException {
        write("shard-1.safetensors", "a");
        index(INDEX, "'a':'shard-1.safetensors','a':'shard-1.safetensors'");

        assertRefused(WeightVariant.ANY, folder.resolve(INDEX) + " must be JSON: Duplicate field 'a'");
    }

    @Test
    void aDamagedShardIsNamed() throws IOException {
        Path shard = folder.resolve("shard-1.safetensors");
        write("shard-1.safetensors", "a");
        byte[] whole = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(whole, whole.length - 1));
        index(INDEX, "'a':'shard-1.safetensors'");

        assertRefused(
                WeightVariant.ANY,
                "Tensor 'a' of " + shard
                        + " must lie inside the 3 bytes after the header, got [0,4]; the file is incomplete: fetch it again");
    }

    @Test
    void aHugeIndexIsRefusedBeforeMemoryIsTaken() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(INDEX).toFile(), "rw")) {
            file.setLength(1L << 32);
        }

        assertRefused(WeightVariant.ANY, folder.resolve(INDEX) + " must have at most 256000000 bytes, got 4294967296");
    }

    @Test
    void anIndexWithoutAMapIsRefused() throws IOException {
        Files.writeString(folder.resolve(INDEX), "{\"weight_map\":[]}");

        assertRefused(
                WeightVariant.ANY,
                folder.resolve(INDEX) + " key 'weight_map' must be an object from tensor names to file names, got []");
    }

    @Test
    void pickledWeightsAreNotRead() throws IOException {
        Files.createFile(folder.resolve("diffusion_pytorch_model.bin"));
        Files.createFile(folder.resolve("config.json"));

        assertRefused(
                WeightVariant.ANY,
                "Folder " + folder
                        + " must hold weights as safetensors, got pickled weights only (.bin), which can run code and"
                        + " are never read; download the .safetensors files or convert them with"
                        + " save_pretrained(..., safe_serialization=True); found [config.json, diffusion_pytorch_model.bin]");
    }

    @Test
    void aVariantThatIsNotThereIsRefusedWithWhatIs() throws IOException {
        write(FULL, "a");

        assertRefused(
                WeightVariant.FP16,
                "Folder " + folder
                        + " must hold diffusion_pytorch_model.fp16.safetensors, model.fp16.safetensors, or an index of"
                        + " these; found [" + FULL + "]");
    }

    @Test
    void aMissingFolderIsRefused() {
        Path absent = folder.resolve("unet");

        assertThatThrownBy(() -> WeightFiles.open(absent, WeightVariant.FP32))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("Folder " + absent
                        + " must hold diffusion_pytorch_model.safetensors, model.safetensors, or an index of"
                        + " these; found []");
    }

    private void assertRefused(WeightVariant variant, String message) {
        assertThatThrownBy(() -> WeightFiles.open(folder, variant))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(message);
    }

    private Path real(String name) throws IOException {
        return folder.resolve(name).toRealPath();
    }

    private void write(String file, String tensor) throws IOException {
        new SafetensorsWriter()
                .floats(tensor, FloatTensor.copyOf(Shape.of(1), 1))
                .write(folder.resolve(file));
    }

    private void index(String file, String map) throws IOException {
        Files.writeString(
                folder.resolve(file), ("{'metadata':{'total_size':8},'weight_map':{" + map + "}}").replace('\'', '"'));
    }
}
