package dev.marigold.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessorGoldenTest {
    /** The resampler's own tolerance, twice: values span two units here. */
    private static final float TOLERANCE = 4e-6f;

    @ParameterizedTest
    @CsvSource({"depth-v1-0, 48", "depth-v1-1, 64", "depth-lcm, 32"})
    void picturesArePreprocessedAsByDiffusers(String name, int resolution) throws IOException {
        Checkpoint checkpoint = Checkpoints.open(Checkpoints.directory(name));
        FloatTensor expected = Goldens.open(name + "/golden.safetensors").tensor("preprocessed");
        RgbImage image = RgbImage.read(Checkpoints.directory(name).resolve("input.png"));

        FloatTensor actual = new Preprocessor(
                        ResampleMode.BILINEAR,
                        resolution,
                        checkpoint.autoencoder().downscaling())
                .process(image)
                .tensor();

        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(TOLERANCE));
    }
}
