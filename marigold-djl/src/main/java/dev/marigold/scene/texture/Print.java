package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** What is printed or shown: pages of text, posters, book covers, labels, screens, paintings. Fills a rectangle around the origin. */
public final class Print implements Texture {
    private static final int MOST_PATCHES = 9;

    private final Rgb ground;
    private final Rgb sky;
    private final double width;
    private final double height;
    private final double[][] patches;
    private final Rgb[] colors;
    private final Rgb ink;
    private final double lineHeight;
    private final double textTop;
    private final double textBottom;
    private final int salt;

    /** Creates a print on a rectangle of this size, metres. */
    public Print(RandomStream random, double width, double height) {
        this.width = width;
        this.height = height;
        boolean page = random.chance(0.3);
        ground = page ? Rgb.WHITE.near(random, 0.1) : Palette.any(random);
        sky = page || random.chance(0.4) ? ground : Palette.any(random);
        patches = new double[page ? random.count(0, 2) : random.count(1, MOST_PATCHES)][];
        colors = new Rgb[patches.length];
        for (int i = 0; i < patches.length; i++) {
            double size = random.logIn(0.05, 0.45);
            patches[i] = new double[] {
                random.around(0.5), random.around(0.5), size, size * random.logIn(0.4, 2.5), random.next()
            };
            colors[i] = Palette.any(random);
        }
        ink = ground.luminance() > 0.25 ? Palette.dark(random) : Rgb.WHITE;
        lineHeight = height * random.logIn(0.02, 0.1);
        textTop = page ? 0.45 : random.in(-0.2, 0.45);
        textBottom = page ? -0.45 : textTop - random.in(0, 0.5);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double x = spot.u / width;
        double y = spot.v / height;
        double edge = 0.004 + spot.footprint / Math.min(width, height);
        Texture.mix(rgb, ground, sky, Noise.rise(-0.3, 0.4, y));
        for (int i = 0; i < patches.length; i++) {
            double dx = Math.abs(x - patches[i][0]) / patches[i][2];
            double dy = Math.abs(y - patches[i][1]) / patches[i][3];
            double distance = patches[i][4] < 0.5 ? Math.max(dx, dy) : Math.sqrt(dx * dx + dy * dy);
            double soft = edge / patches[i][2];
            Texture.over(rgb, colors[i], 1 - Noise.rise(1 - soft, 1 + soft, distance));
        }
        if (y < textTop && y > textBottom && Math.abs(x) < 0.44) {
            Texture.over(rgb, ink, text(spot));
        }
    }

    private double text(Spot spot) {
        int line = (int) Math.floor(spot.v / lineHeight);
        double letter = 0.6 * lineHeight;
        int word = (int) Math.floor(spot.u / letter);
        double keep = Noise.keep(spot.footprint / letter);
        boolean written = Noise.hash(word, line, salt) < 0.75
                && spot.u / width < 0.44 - 0.5 * Noise.hash(line, 3, salt) * Noise.hash(line, 4, salt);
        double lines = Noise.bars(spot.v, lineHeight, 0.5 * lineHeight, spot.footprint);
        double strokes = Noise.bars(
                spot.u + 0.2 * letter * Noise.hash(word, line, salt + 1), letter / 2, letter / 4, spot.footprint);
        return lines * (keep * (written ? 0.35 + 0.65 * strokes : 0) + (1 - keep) * 0.45);
    }
}
