package dev.marigold.image;

import java.util.List;

/**
 * Gives numbers in [0, 1] a colour. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface Colormap {
    /**
     * Returns the colour of a value as {@code 0xRRGGBB}, sRGB.
     *
     * @param value values below 0 count as 0 and above 1 as 1; NaN is shown as the implementation sees fit, black in the built-in maps
     */
    int colorOf(float value);

    /** Returns this map with its ends exchanged. */
    default Colormap reversed() {
        return value -> colorOf(1 - value);
    }

    /**
     * Returns this map with its ends at two values: for metres, or to see all there is in a map that does not reach from 0 to 1.
     *
     * @param low has the colour of 0, and so has everything below
     * @param high has the colour of 1, and so has everything above
     * @throws IllegalArgumentException if {@code low} is not below {@code high} or one is not finite
     */
    default Colormap between(float low, float high) {
        float span = high - low;
        if (!(span > 0 && Float.isFinite(span))) {
            throw new IllegalArgumentException("low must be below high, got " + low + " and " + high);
        }
        return value -> colorOf((value - low) / span);
    }

    /**
     * Returns the map Marigold's authors show depth with: red is near, violet far. Linear between eleven stops, cut to whole levels, as
     * diffusers' image processor computes it; the stops are ColorBrewer's "Spectral" (Cynthia Brewer, Apache-2.0).
     */
    static Colormap spectral() {
        return Colormaps.ofId("Spectral");
    }

    /**
     * Returns a built-in map.
     *
     * @param id {@code Spectral}; {@code binary} from white to black; {@code gray} from black to white; {@code viridis}, {@code magma} or
     *     {@code inferno}; each also with {@code _r} appended, reversed
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    static Colormap ofId(String id) {
        return Colormaps.ofId(id);
    }

    /** Returns the names of the built-in maps without the reversed ones, sorted. */
    static List<String> ids() {
        return Colormaps.IDS;
    }
}
