package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import java.util.Map;

/** Where a {@link ValidArea} lies in a picture of one layout. */
@FunctionalInterface
interface AreaRule {
    AreaRule EVERYWHERE = (height, width, name) -> Window.of(height, width);

    /** Layouts without a crop. */
    Map<ValidArea, AreaRule> WHOLE_ONLY = Map.of(ValidArea.WHOLE, EVERYWHERE);

    Map<ValidArea, AreaRule> NYU =
            Map.of(ValidArea.WHOLE, EVERYWHERE, ValidArea.EIGEN, fixed(480, 640, new Window(45, 471, 41, 601)));

    Map<ValidArea, AreaRule> KITTI = Map.of(
            ValidArea.WHOLE, EVERYWHERE,
            ValidArea.EIGEN, fractions(0.3324324, 0.91351351, 0.0359477, 0.96405229),
            ValidArea.GARG, fractions(0.40810811, 0.99189189, 0.03594771, 0.96405229));

    /**
     * Returns the window of a map.
     *
     * @param name of the file, for messages
     * @throws InvalidDatasetException if the map has a size that the area is not defined for
     */
    Window window(int height, int width, String name);

    private static AreaRule fixed(int requiredHeight, int requiredWidth, Window window) {
        return (height, width, name) -> {
            if (height != requiredHeight || width != requiredWidth) {
                throw new InvalidDatasetException(name + " must have " + requiredWidth + "x" + requiredHeight
                        + " pixels for this valid area, got " + width + "x" + height);
            }
            return window;
        };
    }

    private static AreaRule fractions(double top, double bottom, double left, double right) {
        return (height, width, name) ->
                new Window((int) (top * height), (int) (bottom * height), (int) (left * width), (int) (right * width));
    }
}
