package dev.marigold.scene.texture;

/** Colours over a surface. Immutable. */
@FunctionalInterface
public interface Texture {
    /** Writes the linear colour at a spot into {@code rgb}. */
    void paint(Spot spot, double[] rgb);

    /** Returns one colour everywhere. */
    static Texture plain(Rgb color) {
        return (spot, rgb) -> set(rgb, color, 1);
    }

    /** Writes a colour times a factor. */
    static void set(double[] rgb, Rgb color, double factor) {
        rgb[0] = color.red() * factor;
        rgb[1] = color.green() * factor;
        rgb[2] = color.blue() * factor;
    }

    /** Writes a mixture of two colours. */
    static void mix(double[] rgb, Rgb one, Rgb other, double share) {
        rgb[0] = one.red() + share * (other.red() - one.red());
        rgb[1] = one.green() + share * (other.green() - one.green());
        rgb[2] = one.blue() + share * (other.blue() - one.blue());
    }

    /** Mixes a colour into what is there. */
    static void over(double[] rgb, Rgb color, double share) {
        rgb[0] += share * (color.red() - rgb[0]);
        rgb[1] += share * (color.green() - rgb[1]);
        rgb[2] += share * (color.blue() - rgb[2]);
    }

    /** Multiplies what is there. */
    static void scale(double[] rgb, double factor) {
        rgb[0] *= factor;
        rgb[1] *= factor;
        rgb[2] *= factor;
    }
}
