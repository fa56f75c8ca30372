package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MemberViews;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    @ParameterizedTest
    @CsvSource({"depth-v1-1, 208, 180", "depth-v1-0, 324, 124", "depth-lcm, 208, 124"})
    void holdsEveryTensorOfTheNetworksAndNothingElse(String name, int unet, int autoencoder) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Goldens.path(name));

        assertThat(checkpoint.unetWeights().names()).hasSize(unet);
        assertThat(checkpoint.autoencoderWeights().names()).hasSize(autoencoder);
        assertThat(checkpoint.textEncoderWeights().names())
                .hasSize(36)
                .contains("embeddings.token_embedding.weight", "final_layer_norm.bias")
                .doesNotContain("embeddings.position_ids");
    }

    @ParameterizedTest
    @CsvSource({"depth-v1-1", "depth-v1-0", "depth-lcm"})
    void tokensOfTheEmptyPromptAreThoseOfTheReference(String name) throws IOException {
        long[] expected = Goldens.open(name + "/golden.safetensors").longs("token_ids");

        assertThat(Arrays.stream(Checkpoint.open(Goldens.path(name)).emptyPromptTokens())
                        .asLongStream())
                .containsExactly(Arrays.stream(expected).boxed().toArray(Long[]::new));
    }

    @Test
    void aKeyOfTheSchedulerIsNamedWithItsFileUnlessItWasSet() throws IOException {
        SchedulerConfig scheduler = Checkpoint.open(Goldens.path("depth-lcm")).scheduler();
        Path file = Goldens.path("depth-lcm").resolve("scheduler/scheduler_config.json");

        assertThatThrownBy(() -> scheduler.flag("beta_start", true))
                .hasMessage("LCMScheduler key 'beta_start' of " + file + " must be true or false, got 8.5E-4");
        assertThatThrownBy(() -> scheduler.with("beta_start", 0.1).flag("beta_start", true))
                .hasMessage("LCMScheduler key 'beta_start' must be true or false, got 0.1");
    }

    @Test
    void readsThePipeline() throws IOException {
        assertThat(Checkpoint.open(Goldens.path("depth-v1-0")).pipeline())
                .isEqualTo(new PipelineConfig(
                        Modality.DEPTH,
                        AffineInvariance.SCALE_AND_SHIFT,
                        Optional.empty(),
                        OptionalInt.of(10),
                        OptionalInt.of(96),
                        false,
                        MemberViews.SAME));
    }

    @Test
    void readsTheDenoisingNetwork() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Goldens.path("depth-v1-0"));

        assertThat(checkpoint.targets()).isOne();
        assertThat(checkpoint.unet())
                .isEqualTo(new UnetConfig(
                        8,
                        4,
                        List.of(16, 32, 32),
                        List.of(true, true, false),
                        List.of(false, true, true),
                        1,
                        List.of(2, 4, 4),
                        List.of(1, 1, 1),
                        24,
                        true,
                        8,
                        1e-5,
                        true,
                        0));
    }

    @Test
    void oneNumberOfHeadsAppliesToEveryLevel() throws IOException {
        assertThat(Checkpoint.open(Goldens.path("depth-lcm")).unet())
                .isEqualTo(new UnetConfig(
                        8,
                        4,
                        List.of(32, 64),
                        List.of(true, false),
                        List.of(false, true),
                        1,
                        List.of(8, 8),
                        List.of(1, 1),
                        32,
                        false,
                        8,
                        1e-5,
                        true,
                        0));
    }

    @Test
    void readsTheAutoencoder() throws IOException {
        AutoencoderConfig config = Checkpoint.open(Goldens.path("depth-v1-1")).autoencoder();

        assertThat(config)
                .isEqualTo(new AutoencoderKlConfig(3, 3, 4, List.of(16, 32, 32, 32), 1, 8, 0.18215, true, true, true));
        assertThat(config.downscaling()).isEqualTo(8);
    }

    @Test
    void readsTheTextEncoder() throws IOException {
        assertThat(Checkpoint.open(Goldens.path("depth-lcm")).textEncoder())
                .isEqualTo(new ClipTextConfig(86, 32, 64, 2, 2, 77, Activation.QUICK_GELU, 1e-5));
    }

    @Test
    void readsTheScheduler() throws IOException {
        SchedulerConfig scheduler = Checkpoint.open(Goldens.path("depth-lcm")).scheduler();

        assertThat(scheduler.className()).isEqualTo("LCMScheduler");
        assertThat(scheduler.integer("original_inference_steps", 0)).isEqualTo(50);
        assertThat(scheduler.number("beta_start", 0)).isEqualTo(0.00085);
        assertThat(scheduler.flag("set_alpha_to_one", true)).isFalse();
        assertThat(scheduler.values()).doesNotContainKeys("trained_betas", "_class_name");
    }

    @Test
    void deprecatedAttentionNamesBecomeThoseOfToday() throws IOException {
        assertThat(Checkpoint.open(Goldens.path("depth-v1-0"))
                        .autoencoderWeights()
                        .names())
                .isEqualTo(Checkpoint.open(Goldens.path("depth-lcm"))
                        .autoencoderWeights()
                        .names());
    }

    @Test
    void aTinyAutoencoderOpensByItself() throws IOException {
        AutoencoderFolder folder = AutoencoderFolder.open(Goldens.path("autoencoder-tiny"), WeightVariant.ANY);

        assertThat(folder.config())
                .isEqualTo(new AutoencoderTinyConfig(
                        3,
                        3,
                        4,
                        List.of(16, 16, 16, 16),
                        List.of(16, 16, 16, 16),
                        List.of(1, 2, 2, 2),
                        List.of(2, 2, 2, 1),
                        Activation.RELU,
                        1));
        assertThat(folder.config().downscaling()).isEqualTo(8);
        assertThat(folder.weights().names()).hasSize(98);
    }
}
