package dev.marigold.image;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.InvalidImageException;
import dev.marigold.internal.file.InputFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Maps stored as 16-bit grey PNG pictures, read as the numbers in the file: no gamma, no colour profile, no scaling. Files within the
 * {@linkplain ImageLimits#defaults() default limits}.
 */
public final class GreyPng16 {
    private GreyPng16() {}

    /**
     * Reads a map.
     *
     * @return shape {@code [H, W]}, whole numbers in [0, 65535]
     * @throws InvalidImageException if the file is not a PNG of one 16-bit channel, is damaged, incomplete or too large
     * @throws IOException if the file cannot be read
     */
    public static FloatTensor read(Path file) throws IOException {
        try (InputStream in = InputFile.open(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a map from a stream, to its end. The caller closes the stream.
     *
     * @param name what to call the map in messages
     * @return shape {@code [H, W]}, whole numbers in [0, 65535]
     * @throws InvalidImageException if the bytes are not a PNG of one 16-bit channel, are damaged, incomplete or too large
     * @throws IOException if the stream cannot be read
     */
    public static FloatTensor read(InputStream in, String name) throws IOException {
        requireNonNull(name, "name");
        ImageLimits limits = ImageLimits.defaults();
        return ImageDecoder.decodeGreyPng16(RgbImage.readBytes(in, name, limits), name, limits);
    }
}
