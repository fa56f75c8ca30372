package dev.marigold.image;

/**
 * How pictures and maps are resized. Equal to the modes of the same names of {@code torch.nn.functional.interpolate} with
 * {@code align_corners = false}.
 */
public enum ResampleMode {
    /** Linear interpolation; antialiased where a picture is made smaller. */
    BILINEAR("bilinear"),
    /** Cubic convolution; antialiased where a picture is made smaller. */
    BICUBIC("bicubic"),
    /** Mean over the covered pixels. */
    AREA("area"),
    /** The pixel at {@code floor(i * in / out)}. */
    NEAREST("nearest"),
    /** The pixel at {@code floor((i + 0.5) * in / out)}. */
    NEAREST_EXACT("nearest-exact");

    private final String id;

    ResampleMode(String id) {
        this.id = id;
    }

    /** Returns the name users write, such as {@code nearest-exact}. */
    public String id() {
        return id;
    }

    /**
     * Returns the mode of a name.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static ResampleMode ofId(String id) {
        for (ResampleMode mode : values()) {
            if (mode.id.equals(id)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "resample mode must be one of bilinear, bicubic, area, nearest, nearest-exact, got '" + id + "'");
    }
}
