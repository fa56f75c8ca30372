package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.InvalidImageException;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One picture of a data set and its measured depth. A handle: nothing is read before it is asked for, and nothing is kept. Safe
 * for use by several threads.
 */
public interface DepthSample {
    /** Returns the picture's path in the data set, with {@code /}; unique in the data set. */
    String id();

    /** Returns what means are taken over besides single pictures: the data set's name, or the row's own in a mixed list. */
    String group();

    /**
     * Returns the file that a prediction for this picture has in a folder of predictions, with {@code /}; the published names
     * ({@code rgb_0001.png} has {@code pred_0001.npy}), where there are any.
     */
    String predictionName();

    /** Returns the files that are read, which cannot be predictions; empty, as it is by default, if they are not files of their own. */
    default List<Path> sources() {
        return List.of();
    }

    /**
     * Decodes the picture, cropped as the data set's protocol says.
     *
     * @throws IOException if the file is missing or cannot be read; names it
     * @throws InvalidImageException if it is not a picture
     * @throws InvalidDatasetException if it breaks a rule of the layout
     */
    RgbImage image() throws IOException;

    /**
     * Decodes the depth, cropped like the picture.
     *
     * @throws IOException if the file is missing or cannot be read; names it
     * @throws InvalidDatasetException if it is damaged or breaks a rule of the layout
     */
    GroundTruth groundTruth() throws IOException;
}
