package dev.marigold.dataset.hypersim;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.optional.Hdf5Array;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One rendered frame.
 *
 * @param radiance {@code [H, W, 3]}, linear
 * @param distance {@code [H, W]}, metres from the camera's centre
 * @param entity {@code [H, W]}, what is seen; -1 for nothing
 */
record RawFrame(FloatTensor radiance, FloatTensor distance, FloatTensor entity) {
    static final int WIDTH = 1024;
    static final int HEIGHT = 768;

    private static final String KEY = "dataset";
    private static final float NOTHING = -1;

    /**
     * Reads a frame below the folder of its scene.
     *
     * @throws IOException if a file is missing
     * @throws InvalidDatasetException if a file is damaged or has another size
     */
    static RawFrame read(Path raw, FrameName name) throws IOException {
        Path images = raw.resolve(name.scene()).resolve("images");
        Path color = images.resolve("scene_" + name.camera() + "_final_hdf5");
        Path geometry = images.resolve("scene_" + name.camera() + "_geometry_hdf5");
        String frame = "frame." + name.number();
        return new RawFrame(
                read(color.resolve(frame + ".color.hdf5"), Shape.of(HEIGHT, WIDTH, 3)),
                read(geometry.resolve(frame + ".depth_meters.hdf5"), Shape.of(HEIGHT, WIDTH)),
                read(geometry.resolve(frame + ".render_entity_id.hdf5"), Shape.of(HEIGHT, WIDTH)));
    }

    boolean isSurface(int pixel) {
        return entity.get(pixel) != NOTHING;
    }

    private static FloatTensor read(Path file, Shape expected) throws IOException {
        FloatTensor values = Hdf5Array.read(file, KEY);
        if (!values.shape().equals(expected)) {
            throw new InvalidDatasetException(file + " must have shape " + expected + ", got " + values.shape());
        }
        return values;
    }
}
