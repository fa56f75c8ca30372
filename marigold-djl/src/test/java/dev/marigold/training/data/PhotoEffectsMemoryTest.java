package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoEffectsMemoryTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void takeAwayTheFolderForFiles() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        ImageIO.setCacheDirectory(cache.toFile());
        Files.delete(cache);
    }

    @AfterEach
    void giveItBack() {
        ImageIO.setCacheDirectory(null);
    }

    @Test
    void jpegNeedsNoFiles() {
        float[] grey = new float[3 * 16 * 16];
        Arrays.fill(grey, 0.5f);

        new PhotoEffects(grey, 16, 16).jpeg(0.9);

        for (float value : grey) {
            assertThat(value).isBetween(0.49f, 0.51f);
        }
    }
}
