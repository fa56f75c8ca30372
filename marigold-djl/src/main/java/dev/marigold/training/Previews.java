package dev.marigold.training;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.Colormap;
import dev.marigold.image.RgbImage;
import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.normalization.DepthNormalization;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Draws pictures, what was predicted for them and what is true, side by side. */
final class Previews {
    private final Validation validation;
    private final DepthNormalization normalization;
    private final Path folder;

    Previews(Validation validation, DepthNormalization normalization, Path folder) {
        this.validation = validation;
        this.normalization = normalization;
        this.folder = folder;
    }

    /**
     * Writes a PNG for each of the first samples into {@code update-NNNNNNNN-II.png}.
     *
     * @param failed identifiers of samples that are left out
     */
    void draw(long update, Set<String> failed, Function<RgbImage, FloatTensor> predict) throws IOException {
        int count = Math.min(validation.previews(), validation.dataset().size());
        for (int i = 0; i < count; i++) {
            DepthSample sample = validation.dataset().sample(i);
            if (!failed.contains(sample.id())) {
                BufferedImage drawn = drawn(sample, predict);
                String name = String.format(Locale.ROOT, "update-%08d-%02d.png", update, i);
                Files.createDirectories(folder);
                WholeFile.write(folder.resolve(name), out -> PngEncoder.encode(drawn, out));
            }
        }
    }

    private BufferedImage drawn(DepthSample sample, Function<RgbImage, FloatTensor> predict) throws IOException {
        RgbImage image = sample.image();
        FloatTensor prediction = predict.apply(image);
        GroundTruth truth = sample.groundTruth();
        FloatTensor shown = normalization.apply(truth.depth(), truth.valid()).values();
        BufferedImage drawn = new BufferedImage(3 * image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        drawPicture(drawn, image);
        drawMap(drawn, image.width(), prediction, 1, 0);
        drawMap(drawn, 2 * image.width(), shown, 0.5f, 0.5f);
        return drawn;
    }

    private static void drawPicture(BufferedImage drawn, RgbImage image) {
        for (int i = 0; i < image.width() * image.height(); i++) {
            int x = i % image.width();
            int y = i / image.width();
            drawn.setRGB(x, y, image.rgb8(x, y));
        }
    }

    private static void drawMap(BufferedImage drawn, int left, FloatTensor map, float factor, float offset) {
        Colormap colors = Colormap.spectral();
        int width = map.shape().extent(1);
        for (int i = 0; i < map.shape().elementCount(); i++) {
            drawn.setRGB(left + i % width, i / width, colors.colorOf(map.get(i) * factor + offset));
        }
    }
}
