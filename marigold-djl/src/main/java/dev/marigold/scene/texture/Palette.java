package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Colours that things of the world have. */
public final class Palette {
    private Palette() {}

    /** Returns any colour; grey ones and pale ones are common. */
    public static Rgb any(RandomStream random) {
        return switch (random.weighted(4, 3, 1.3, 1.5, 1.5)) {
            case 0 -> neutral(random);
            case 1 -> muted(random);
            case 2 -> vivid(random);
            case 3 -> wood(random);
            default -> dark(random);
        };
    }

    /** Returns white, grey or black. */
    public static Rgb neutral(RandomStream random) {
        return Rgb.hsv(random.in(0.05, 0.15), random.in(0, 0.1), random.in(0.12, 0.95));
    }

    /** Returns a dull colour. */
    public static Rgb muted(RandomStream random) {
        return Rgb.hsv(random.next(), random.in(0.08, 0.45), random.in(0.25, 0.85));
    }

    /** Returns a strong colour. */
    public static Rgb vivid(RandomStream random) {
        return Rgb.hsv(random.next(), random.in(0.55, 0.95), random.in(0.4, 0.95));
    }

    /** Returns a colour close to black. */
    public static Rgb dark(RandomStream random) {
        return Rgb.hsv(random.next(), random.in(0, 0.5), random.in(0.05, 0.3));
    }

    /** Returns a pale colour, as of painted walls. */
    public static Rgb wall(RandomStream random) {
        return random.chance(0.72)
                ? Rgb.hsv(random.in(0.06, 0.16), random.in(0, 0.2), random.in(0.68, 0.96))
                : Rgb.hsv(random.next(), random.in(0.05, 0.5), random.in(0.4, 0.92));
    }

    /** Returns a colour of wood, from birch to wenge. */
    public static Rgb wood(RandomStream random) {
        return Rgb.hsv(random.in(0.04, 0.11), random.in(0.25, 0.7), random.in(0.22, 0.85));
    }

    /** Returns a colour of leaves or grass. */
    public static Rgb leaf(RandomStream random) {
        return random.chance(0.85)
                ? Rgb.hsv(random.in(0.15, 0.32), random.in(0.25, 0.65), random.in(0.2, 0.6))
                : Rgb.hsv(random.in(0.02, 0.15), random.in(0.4, 0.85), random.in(0.3, 0.75));
    }

    /** Returns a colour of stone or concrete. */
    public static Rgb stone(RandomStream random) {
        return Rgb.hsv(random.in(0.04, 0.16), random.in(0, 0.22), random.in(0.35, 0.82));
    }

    /** Returns a colour of bricks and roof tiles. */
    public static Rgb brick(RandomStream random) {
        return random.chance(0.7)
                ? Rgb.hsv(random.in(0.0, 0.06), random.in(0.35, 0.7), random.in(0.35, 0.75))
                : Rgb.hsv(random.in(0.06, 0.13), random.in(0.1, 0.4), random.in(0.45, 0.85));
    }

    /** Returns a colour of soil and sand. */
    public static Rgb soil(RandomStream random) {
        return Rgb.hsv(random.in(0.05, 0.13), random.in(0.15, 0.5), random.in(0.25, 0.75));
    }

    /** Returns a colour of skin. */
    public static Rgb skin(RandomStream random) {
        return Rgb.hsv(random.in(0.03, 0.08), random.in(0.25, 0.6), random.in(0.3, 0.92));
    }

    /** Returns a colour of cars: mostly white, silver, grey and black. */
    public static Rgb paint(RandomStream random) {
        return random.chance(0.65) ? neutral(random) : random.chance(0.7) ? vivid(random) : dark(random);
    }
}
