package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Wood: boards with grain; one board where the width is large. */
public final class Planks implements Texture {
    private final Rgb light;
    private final Rgb dark;
    private final double width;
    private final double length;
    private final double gap;
    private final double variety;
    private final double grain;
    private final double rings;
    private final int salt;
    private final boolean across;

    /** Creates boards of about this width, metres. */
    public Planks(RandomStream random, Rgb wood, double width) {
        light = wood;
        dark = wood.times(random.in(0.35, 0.8)).near(random, 0.1);
        this.width = width;
        length = width * random.in(5, 14);
        gap = random.chance(0.7) ? random.in(0.002, 0.008) : 0.0005;
        variety = random.in(0.05, 0.5);
        grain = random.in(0.1, 0.9);
        rings = random.in(25, 90);
        salt = random.nextInt();
        across = random.chance(0.5);
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double u = across ? spot.v : spot.u;
        double v = across ? spot.u : spot.v;
        int row = (int) Math.floor(v / width);
        double shifted = u + length * Noise.hash(row, 7, salt);
        int board = (int) Math.floor(shifted / length);
        double tone = Noise.hash(row, board, salt + 1) - 0.5;
        double bend = Noise.rich(u * 0.8, v * 6 + 31 * tone, salt + 2, 2, spot.footprint * 6);
        double fibre = Noise.rich(u * 2.5, v * rings + 9 * bend, salt + 3, 2, spot.footprint * rings);
        double share = 0.35 + variety * tone + grain * (0.5 * fibre + 0.35 * bend);
        Texture.mix(rgb, light, dark, Math.min(1, Math.max(0, share)));
        double seam = Math.max(
                Noise.bars(v, width, gap, spot.footprint), 0.7 * Noise.bars(shifted, length, gap, spot.footprint));
        Texture.scale(rgb, 1 - 0.75 * seam);
    }
}
