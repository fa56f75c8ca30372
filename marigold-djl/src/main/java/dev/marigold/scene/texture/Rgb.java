package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/**
 * A linear colour.
 *
 * @param red share of red light reflected, or radiance
 * @param green share of green light reflected, or radiance
 * @param blue share of blue light reflected, or radiance
 */
public record Rgb(double red, double green, double blue) {
    /** White paper. */
    public static final Rgb WHITE = grey(0.85);

    /** Black plastic. */
    public static final Rgb BLACK = grey(0.03);

    /** Returns a neutral colour. */
    public static Rgb grey(double level) {
        return new Rgb(level, level, level);
    }

    /** Returns a colour by hue, saturation and value, each in [0, 1], as a display shows it. */
    public static Rgb hsv(double hue, double saturation, double value) {
        double sector = 6 * (hue - Math.floor(hue));
        return new Rgb(
                linear(value * (1 - saturation * fade(sector, 0))),
                linear(value * (1 - saturation * fade(sector, 2))),
                linear(value * (1 - saturation * fade(sector, 4))));
    }

    private static double fade(double sector, double peak) {
        double distance = Math.abs(sector - peak);
        return Math.min(1, Math.max(0, Math.min(distance, 6 - distance) - 1));
    }

    private static double linear(double display) {
        return display <= 0.04045 ? display / 12.92 : StrictMath.pow((display + 0.055) / 1.055, 2.4);
    }

    /** Returns a nearby colour: brightness and hue a little off. */
    public Rgb near(RandomStream random, double amount) {
        double all = 1 + random.around(amount);
        return new Rgb(
                clip(red * all * (1 + random.around(amount / 3))),
                clip(green * all * (1 + random.around(amount / 3))),
                clip(blue * all * (1 + random.around(amount / 3))));
    }

    /** Returns the colour times a factor. */
    public Rgb times(double factor) {
        return new Rgb(red * factor, green * factor, blue * factor);
    }

    /** Returns a mixture. */
    public Rgb mixed(Rgb other, double share) {
        return new Rgb(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }

    /** Returns the brightness. */
    public double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    private static double clip(double value) {
        return Math.min(0.92, Math.max(0.01, value));
    }
}
