package dev.marigold.evaluation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a prediction is brought to the scale of the ground truth. */
public enum AlignmentMode {
    /** Scale and shift from least squares in depth; all published numbers of Marigold use it. */
    LEAST_SQUARES("least_square"),
    /** Scale and shift from least squares in disparity, for predictions that are disparities. */
    LEAST_SQUARES_DISPARITY("least_square_disparity"),
    /** Scale from least squares in depth, no shift; for predictions whose 0 is the camera. */
    SCALE("scale"),
    /** Nothing; for predictions in metres. */
    NONE("none");

    private final String id;

    AlignmentMode(String id) {
        this.id = id;
    }

    /** Returns the name users write; the published one where there is one, such as {@code least_square}. */
    public String id() {
        return id;
    }

    /**
     * Returns the mode of a name.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static AlignmentMode ofId(String id) {
        for (AlignmentMode mode : values()) {
            if (mode.id.equals(id)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("alignment must be one of "
                + Arrays.stream(values()).map(AlignmentMode::id).collect(Collectors.joining(", ")) + ", got '" + id
                + "'");
    }
}
