package dev.marigold.evaluation;

import dev.marigold.image.GreyPng16;
import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Reads one stored prediction. */
final class PredictionFile {
    /** How the name of a PNG picture ends that holds millimetres, 0 for none. */
    static final String MILLIMETRES = "_depth_mm.png";

    private static final float LARGEST = 65535;
    private static final float PER_METRE = 1000;

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

    private static float metres(float millimetres) {
        return millimetres == 0 ? Float.NaN : millimetres / PER_METRE;
    }

    private static FloatTensor readPng(Path file) throws IOException {
        FloatTensor numbers = GreyPng16.read(file);
        float[] values = numbers.toArray();
        boolean millimetres = file.toString().endsWith(MILLIMETRES);
        for (int i = 0; i < values.length; i++) {
            values[i] = millimetres ? metres(values[i]) : values[i] / LARGEST;
        }
        return FloatTensor.wrap(numbers.shape(), values);
    }
}
