package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFilesTest {
    private static final String UNET = "unet/config.json";
    private static final String TOKENIZER = "tokenizer/tokenizer_config.json";
    private static final String VOCABULARY = "tokenizer/vocab.json";

    @TempDir
    private Path directory;

    private CheckpointCopy copy;

    @BeforeEach
    void copyACheckpoint() throws IOException {
        copy = new CheckpointCopy("depth-v1-1", directory.resolve("checkpoint"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_index.json",
                UNET,
                "vae/config.json",
                "text_encoder/config.json",
                "scheduler/scheduler_config.json",
                VOCABULARY
            })
    void aMissingFileIsNamed(String file) throws IOException {
        copy.delete(file);

        assertRefused("Checkpoint has no file " + copy.file(file));
    }

    @Test
    void theFolderOfATrainingNamesItsNewestCheckpoint() throws IOException {
        copy.delete("model_index.json");
        Files.createDirectories(copy.file("checkpoint-00000500"));
        Path newest = Files.createDirectories(copy.file("checkpoint-00001000"));

        assertRefused("Checkpoint has no file " + copy.file("model_index.json")
                + "; the folder is that of a training, whose newest checkpoint is " + newest);
    }

    @Test
    void configurationsThatAreNotJsonAreRefused() throws IOException {
        Files.writeString(copy.file(UNET), "{\"a\":1,\"a\":2}");

        assertRefused(copy.file(UNET) + " must be JSON: Duplicate field 'a'");
    }

    @Test
    void aPointerOfGitLfsIsNamed() throws IOException {
        Files.writeString(copy.file(UNET), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");

        assertRefused(copy.file(UNET) + " must be JSON, got a pointer of Git LFS; fetch the file with 'git lfs pull'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out_channels|6|a multiple of the autoencoder's latent_channels 4",
                "out_channels|8|the autoencoder's latent_channels 4",
                "in_channels|4|the autoencoder's latent_channels 4 + out_channels 4",
                "cross_attention_dim|1024|the text encoder's hidden_size 32"
            })
    void networksThatDoNotFitEachOtherAreRefused(String key, int value, String rule) throws IOException {
        copy.set(UNET, key, String.valueOf(value));

        assertRefused(copy.file(UNET) + " key '" + key + "' must be " + rule + ", got " + value);
    }

    @Test
    void intrinsicImagesHaveSeveralTargets() throws IOException {
        copy.set("model_index.json", "_class_name", "\"MarigoldIntrinsicsPipeline\"")
                .set(UNET, "out_channels", "8")
                .set(UNET, "in_channels", "12");

        assertThat(copy.open().targets()).isEqualTo(2);
    }

    @Test
    void theAutoencoderMayBeATinyOne() throws IOException {
        for (String file : new String[] {"config.json", "diffusion_pytorch_model.safetensors"}) {
            copy.delete("vae/" + file);
            Files.copy(Goldens.path("autoencoder-tiny/" + file), copy.file("vae/" + file));
        }

        assertThat(copy.open().autoencoder()).isInstanceOf(AutoencoderTinyConfig.class);
        assertThat(copy.open().autoencoderWeights().names()).contains("encoder.layers.0.weight");
    }

    @Test
    void specialTokensMayBeObjects() throws IOException {
        copy.set(TOKENIZER, "bos_token", "{\"__type\":\"AddedToken\",\"content\":\"a\"}")
                .set(TOKENIZER, "eos_token", "\"b\"");

        assertThat(copy.open().emptyPromptTokens()).containsExactly(0, 1);
    }

    @Test
    void specialTokensMayStandInTheirOwnFile() throws IOException {
        copy.remove(TOKENIZER, "bos_token", "eos_token");
        Files.writeString(
                copy.file("tokenizer/special_tokens_map.json"),
                "{\"bos_token\":\"c\",\"eos_token\":{\"content\":\"d\"}}");

        assertThat(copy.open().emptyPromptTokens()).containsExactly(2, 3);
    }

    @Test
    void withoutTokenizerConfigurationTheTokensAreThoseOfClip() throws IOException {
        copy.delete(TOKENIZER);

        assertThat(copy.open().emptyPromptTokens()).containsExactly(84, 85);
    }

    @Test
    void theVocabularyMayBePartOfTheTokenizerFile() throws IOException {
        copy.delete(VOCABULARY);
        Files.writeString(
                copy.file("tokenizer/tokenizer.json"),
                "{\"added_tokens\":[{\"id\":7,\"content\":\"<|startoftext|>\"}],\"model\":{\"vocab\":{\"<|endoftext|>\":8}}}");

        assertThat(copy.open().emptyPromptTokens()).containsExactly(7, 8);
    }

    @Test
    void aTokenThatTheVocabularyLacksIsNamed() throws IOException {
        copy.set(TOKENIZER, "eos_token", "\"</s>\"");

        assertRefused(copy.file(VOCABULARY) + " has no token '</s>'");
    }

    @Test
    void aTokenOutsideTheTextEncodersVocabularyIsRefused() throws IOException {
        copy.set(VOCABULARY, "<|endoftext|>", "86");

        assertRefused("Token '<|endoftext|>' of " + copy.file(VOCABULARY)
                + " must have an id in [0, 86), the text encoder's vocabulary, got 86");
    }

    @Test
    void aSpecialTokenOfAnotherTypeIsRefused() throws IOException {
        copy.set(TOKENIZER, "bos_token", "{\"id\":1}");

        assertRefused(copy.file(TOKENIZER)
                + " key 'bos_token' must be a text or an object with a text 'content', got {\"id\":1}");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aCacheOfLinksToBlobsIsOpened() throws IOException {
        Path blobs = Files.createDirectories(directory.resolve("cache/blobs"));
        Path snapshot = directory.resolve("cache/snapshots/9571e71");
        Path source = Goldens.path("depth-v1-0");
        try (var files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = source.relativize(file);
                String blob = Integer.toHexString(relative.toString().hashCode());
                Files.copy(file, blobs.resolve(blob));
                Path link = snapshot.resolve(relative);
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(
                        link, link.getParent().relativize(blobs).resolve(blob));
            }
        }

        Checkpoint checkpoint = Checkpoint.open(snapshot);

        Path realBlobs = blobs.toRealPath();
        assertThat(checkpoint.unetWeights().names()).hasSize(324);
        assertThat(checkpoint.unetWeights().source())
                .isEqualTo(snapshot.resolve("unet/diffusion_pytorch_model.safetensors")
                        .toString());
        assertThat(checkpoint.unetWeights().files())
                .hasSize(1)
                .allMatch(file -> file.getParent().equals(realBlobs));
        assertThat(checkpoint.unetWeights().get("conv_in.bias").readFloats()).hasSize(16);
    }

    @Test
    void halfPrecisionIsRefusedWhereThereIsNone() {
        assertThatThrownBy(() -> Checkpoint.open(copy.file(""), WeightVariant.FP16))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("Folder " + copy.file("vae")
                        + " must hold diffusion_pytorch_model.fp16.safetensors, model.fp16.safetensors, or an index of these; found"
                        + " [config.json, diffusion_pytorch_model.safetensors]");
    }

    @Test
    void accessorsDescribeTheWeights() throws IOException {
        Weights weights =
                Checkpoint.open(Goldens.path("depth-lcm"), WeightVariant.FP16).textEncoderWeights();

        assertThat(weights.parameterTypes()).containsExactly(DType.F16);
        assertThat(weights.byteCount()).isEqualTo(2 * weights.parameterCount());
        assertThat(weights.parameterCount()).isEqualTo(22_368);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(copy::open).isInstanceOf(ModelLoadException.class).hasMessage(message);
    }
}
