package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Stripes, plaid, checks and lines: cloth, wallpaper, blinds, corrugated metal. */
public final class Stripes implements Texture {
    private final Rgb ground;
    private final Rgb first;
    private final Rgb second;
    private final double period;
    private final double width;
    private final double cross;
    private final double cos;
    private final double sin;
    private final Mottled weave;

    /** Creates stripes that repeat with a period, metres. */
    public Stripes(RandomStream random, Rgb ground, Rgb stripe, double period) {
        this.ground = ground;
        first = stripe;
        second = Palette.any(random);
        this.period = period;
        width = period * random.in(0.08, 0.6);
        cross = random.chance(0.4) ? random.in(0.3, 0.9) : 0;
        int turn = random.weighted(4, 4, 1);
        double angle = turn == 0 ? 0 : turn == 1 ? 1.5707963267948966 : random.in(0, 3.14);
        cos = StrictMath.cos(angle);
        sin = StrictMath.sin(angle);
        weave = new Mottled(random, Rgb.grey(0.8), Rgb.grey(1.1), 0.02, 0.4);
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double u = cos * spot.u + sin * spot.v;
        double v = cos * spot.v - sin * spot.u;
        weave.paint(spot, rgb);
        double light = rgb[0];
        Texture.set(rgb, ground, 1);
        Texture.over(rgb, first, Noise.bars(u, period, width, spot.footprint));
        Texture.over(rgb, second, 0.7 * Noise.bars(u + 0.4 * period, period, 0.2 * width, spot.footprint));
        if (cross > 0) {
            Texture.over(rgb, first, cross * Noise.bars(v, period, width, spot.footprint));
        }
        Texture.scale(rgb, light);
    }
}
