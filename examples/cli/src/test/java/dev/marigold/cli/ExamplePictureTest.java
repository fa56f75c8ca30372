package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.image.RgbImage;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture that the examples estimate is one of the scenes as they are rendered today; {@code examples/readme-figure} draws it. */
class ExamplePictureTest {
    private static final int SEED = 77;
    private static final int NUMBER = 18;

    @Test
    void isOfThisVersionOfTheGenerator() throws IOException {
        RgbImage stored = RgbImage.read(Path.of("..", "pictures", "scene.png"));
        RgbImage rendered = SceneGenerator.builder()
                .seed(SEED)
                .size(stored.width(), stored.height())
                .build()
                .render(NUMBER)
                .image();

        assertThat(stored.toTensor()).isEqualTo(rendered.toTensor());
    }
}
