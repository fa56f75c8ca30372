package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Materials that things of the world are made of, each drawn anew. */
public final class Finish {
    private Finish() {}

    /** Returns the material of a floor indoors. */
    public static Material floor(RandomStream random) {
        Texture texture = switch (random.weighted(4, 3, 3, 1.5, 1.5, 0.7)) {
            case 0 -> new Planks(random, Palette.wood(random), random.in(0.06, 0.22));
            case 1 -> tiles(random, random.in(0.15, 0.8));
            case 2 -> carpet(random);
            case 3 -> new Mottled(random, Palette.neutral(random), Palette.neutral(random), random.in(0.3, 2), 0.4);
            case 4 -> terrazzo(random);
            default -> new Marble(random, Palette.stone(random), Palette.dark(random), random.in(0.2, 1));
        };
        boolean polished = !(texture instanceof Stripes) && random.chance(0.45);
        return turned(
                random,
                polished
                        ? Material.glossy(texture, random.in(0.02, 0.12), random.logIn(20, 300))
                        : Material.dull(texture));
    }

    /** Returns the material of a wall indoors. */
    public static Material wall(RandomStream random) {
        Rgb color = Palette.wall(random);
        Texture texture = switch (random.weighted(8, 1, 1, 1, 1, 0.6)) {
            case 0 -> new Mottled(random, color, color.near(random, 0.05), random.in(0.3, 2), random.in(0.1, 0.6));
            case 1 -> new Stripes(random, color, Palette.wall(random), random.in(0.05, 0.4));
            case 2 -> bricks(random);
            case 3 -> tiles(random, random.in(0.1, 0.4));
            case 4 -> new Planks(random, Palette.wood(random), random.in(0.08, 0.3));
            default -> new Cells(random, color, color.near(random, 0.4), random.in(0.05, 0.3));
        };
        return Material.dull(texture);
    }

    /** Returns wood, for furniture. */
    public static Material wood(RandomStream random) {
        Texture texture = new Planks(random, Palette.wood(random), random.in(0.3, 3));
        return turned(random, Material.glossy(texture, random.in(0, 0.06), random.logIn(10, 120)));
    }

    /** Returns the material of furniture: wood, painted board, metal, plastic. */
    public static Material furniture(RandomStream random) {
        return random.chance(0.5)
                ? wood(random)
                : painted(random, random.chance(0.6) ? Palette.neutral(random) : Palette.any(random));
    }

    /** Returns something painted or moulded. */
    public static Material painted(RandomStream random, Rgb color) {
        Texture texture = new Mottled(random, color, color.near(random, 0.06), random.in(0.1, 1), 0.5);
        return Material.glossy(texture, random.in(0, 0.08), random.logIn(8, 200));
    }

    /** Returns metal or chrome. */
    public static Material metal(RandomStream random) {
        Rgb color = Rgb.grey(random.in(0.12, 0.6)).near(random, 0.1);
        return Material.glossy(Texture.plain(color), random.in(0.1, 0.5), random.logIn(20, 400));
    }

    /** Returns cloth: upholstery, curtains, clothes, bedding. */
    public static Material cloth(RandomStream random) {
        Rgb color = Palette.any(random);
        Texture texture = switch (random.weighted(7, 2, 0.4, 0.6)) {
            case 0 -> new Mottled(random, color, color.near(random, 0.25), random.in(0.005, 0.1), random.in(0.3, 1));
            case 1 -> new Stripes(random, color, Palette.any(random), random.logIn(0.01, 0.15));
            case 2 -> new Cells(random, color, Palette.any(random), random.in(0.02, 0.12));
            default ->
                new Speckled(
                        random, Texture.plain(color), Palette.any(random), Palette.any(random), random.in(0.02, 0.15));
        };
        return turned(random, Material.dull(texture));
    }

    /** Returns leather or its like. */
    public static Material leather(RandomStream random) {
        Rgb color = random.chance(0.6) ? Palette.dark(random) : Palette.wood(random);
        return Material.glossy(
                new Mottled(random, color, color.near(random, 0.2), 0.05, 0.7),
                random.in(0.03, 0.08),
                random.in(10, 40));
    }

    /** Returns any material of small things. */
    public static Material any(RandomStream random) {
        return switch (random.weighted(4, 2, 2, 1, 1, 1, 1)) {
            case 0 -> painted(random, Palette.any(random));
            case 1 -> cloth(random);
            case 2 -> wood(random);
            case 3 -> metal(random);
            case 4 ->
                turned(
                        random,
                        Material.dull(
                                new Marble(random, Palette.any(random), Palette.any(random), random.logIn(0.03, 0.5))));
            case 5 ->
                turned(
                        random,
                        Material.dull(
                                new Cells(random, Palette.any(random), Palette.any(random), random.logIn(0.02, 0.3))));
            default -> turned(random, Material.dull(tiles(random, random.logIn(0.03, 0.4))));
        };
    }

    /** Returns the outside of a building. */
    public static Material facade(RandomStream random) {
        Rgb color = random.chance(0.5) ? Palette.wall(random) : Palette.stone(random);
        Texture texture = switch (random.weighted(4, 3, 2, 1)) {
            case 0 -> new Mottled(random, color, color.times(random.in(0.7, 0.95)), random.in(0.5, 4), 0.8);
            case 1 -> bricks(random);
            case 2 -> new Blocks(random, Palette.stone(random), random.in(0.4, 1.2), random.in(0.2, 0.6), 0.5);
            default -> new Stripes(random, color, color.times(0.8), random.in(0.1, 0.6));
        };
        return Material.dull(texture);
    }

    /** Returns asphalt or concrete, for roads. */
    public static Material road(RandomStream random) {
        Rgb color = Rgb.hsv(random.in(0.05, 0.7), random.in(0, 0.08), random.in(0.25, 0.62));
        Texture ground =
                new Mottled(random, color, color.times(random.in(0.6, 0.9)), random.in(0.8, 5), random.in(0.4, 1.1));
        return Material.dull(new Speckled(random, ground, color.times(0.6), color.times(1.4), random.in(0.01, 0.03)));
    }

    /** Returns paving, for pavements and squares. */
    public static Material paving(RandomStream random) {
        Rgb color = Palette.stone(random);
        Texture texture = switch (random.weighted(3, 1, 2)) {
            case 0 -> new Blocks(random, color, random.in(0.15, 0.8), random.in(0.1, 0.6), random.pick(0.0, 0.5));
            case 1 -> new Cells(random, color, color.near(random, 0.4), random.in(0.08, 0.5));
            default -> new Mottled(random, color, color.times(0.8), random.in(0.5, 3), 0.8);
        };
        return turned(random, Material.dull(texture));
    }

    /** Returns natural ground: grass, soil, sand, leaves, gravel, snow. */
    public static Material ground(RandomStream random) {
        Rgb leaf = Palette.leaf(random);
        Rgb soil = Palette.soil(random);
        Texture texture = switch (random.weighted(5, 2, 2, 1.5, 0.4)) {
            case 0 ->
                new Mottled(
                        random, leaf, leaf.near(random, 0.5).mixed(soil, random.in(0, 0.5)), random.in(0.2, 3), 1.1);
            case 1 -> new Mottled(random, soil, soil.near(random, 0.4), random.in(0.2, 4), 1.1);
            case 2 -> new Mottled(random, leaf, soil, random.in(0.5, 6), 1.5);
            case 3 -> new Speckled(random, Texture.plain(soil), soil.near(random, 0.5), leaf, random.in(0.03, 0.2));
            default -> new Mottled(random, Rgb.grey(0.85), Rgb.hsv(0.6, 0.12, 0.85), random.in(0.5, 3), 0.8);
        };
        return Material.dull(texture);
    }

    /** Returns leaves. */
    public static Material leaves(RandomStream random) {
        Rgb color = Palette.leaf(random);
        return Material.dull(
                new Cells(random, color.times(random.in(0.4, 0.7)), color.near(random, 0.3), random.in(0.04, 0.3)));
    }

    /** Returns a pane that mirrors its surroundings. */
    public static Material glass(RandomStream random) {
        return Material.glossy(
                Texture.plain(Rgb.hsv(random.in(0.5, 0.65), 0.3, random.in(0.1, 0.4))), random.in(0.25, 0.6), 500);
    }

    /** Returns a printed rectangle of this size. */
    public static Material print(RandomStream random, double width, double height) {
        return Material.glossy(
                new Print(random, width, height), random.chance(0.4) ? random.in(0.02, 0.1) : 0, random.logIn(20, 200));
    }

    private static Texture carpet(RandomStream random) {
        Rgb color = random.chance(0.6) ? Palette.neutral(random) : Palette.muted(random);
        Texture ground = new Mottled(random, color, color.near(random, 0.3), random.in(0.01, 0.4), 0.9);
        return random.chance(0.5)
                ? ground
                : random.chance(0.6)
                        ? new Speckled(random, ground, Palette.any(random), color.times(0.5), random.in(0.03, 0.3))
                        : new Stripes(random, color, Palette.any(random), random.in(0.1, 0.8));
    }

    private static Texture terrazzo(RandomStream random) {
        Rgb color = Palette.neutral(random);
        return new Speckled(
                random, Texture.plain(color), color.near(random, 0.4), Palette.neutral(random), random.in(0.01, 0.05));
    }

    private static Texture tiles(RandomStream random, double size) {
        Rgb color = random.chance(0.6) ? Palette.neutral(random) : Palette.any(random);
        return new Blocks(random, color, size, random.chance(0.7) ? size : size * random.in(0.3, 0.7), 0);
    }

    private static Texture bricks(RandomStream random) {
        return new Blocks(random, Palette.brick(random), random.in(0.18, 0.3), random.in(0.06, 0.1), 0.5);
    }

    private static Material turned(RandomStream random, Material material) {
        double angle = random.chance(0.5) ? 0 : random.chance(0.4) ? 1.5707963267948966 : random.in(0, 6.28);
        return material.placed(
                new Material.Placing(StrictMath.cos(angle), StrictMath.sin(angle), random.around(3), random.around(3)));
    }
}
