package dev.marigold.evaluation;

import dev.marigold.error.InvalidImageException;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Reads one stored prediction. */
final class PredictionFile {
    private PredictionFile() {}

    static FloatTensor read(Path file) throws IOException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy") ? readNpy(file) : readPng(file);
    }

    private static FloatTensor readNpy(Path file) throws IOException {
        FloatTensor values = NpyFile.read(file);
        Shape shape = values.shape();
        if (shape.rank() == 2) {
            return values;
        }
        int[] longer =
                Arrays.stream(shape.toArray()).filter(extent -> extent != 1).toArray();
        if (shape.rank() < 2 || longer.length != 2) {
            throw new IOException(file + " must hold one map [H, W] or [1, H, W], got " + shape);
        }
        return values.reshape(Shape.of(longer));
    }

    private static FloatTensor readPng(Path file) throws IOException {
        RgbImage image = RgbImage.read(file);
        if (image.bitsPerSample() != Short.SIZE) {
            throw new InvalidImageException(
                    file + " must have 16 bits per sample to be a prediction, got " + image.bitsPerSample());
        }
        return image.toTensor()
                .reshape(Shape.of(3, image.height(), image.width()))
                .slice(0, 1)
                .reshape(Shape.of(image.height(), image.width()));
    }
}
