package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Bricks, tiles, slabs, paving and block walls: rectangles with joints. */
public final class Blocks implements Texture {
    private final Rgb face;
    private final Rgb otherFace;
    private final Rgb joint;
    private final double width;
    private final double height;
    private final double gap;
    private final double shift;
    private final double variety;
    private final double dirt;
    private final int salt;
    private final boolean checked;

    /**
     * Creates the texture.
     *
     * @param width of a block, metres
     * @param height of a block, metres
     * @param shift of every other row, in blocks: 0.5 for bricks, 0 for tiles
     */
    public Blocks(RandomStream random, Rgb face, double width, double height, double shift) {
        this.face = face;
        checked = shift == 0 && random.chance(0.25);
        otherFace = checked ? Palette.any(random) : face.near(random, 0.5);
        joint = random.chance(0.6) ? Palette.stone(random) : face.times(random.in(0.3, 0.8));
        this.width = width;
        this.height = height;
        gap = Math.min(width, height) * random.in(0.02, 0.14);
        this.shift = shift;
        variety = random.chance(0.5) ? random.in(0, 0.25) : random.in(0.2, 0.9);
        dirt = random.in(0, 0.35);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        int row = (int) Math.floor(spot.v / height);
        double along = spot.u + ((row & 1) == 0 ? 0 : shift * width);
        int column = (int) Math.floor(along / width);
        double keep = Noise.keep(0.5 * spot.footprint / Math.min(width, height));
        double tone = checked ? ((row + column) & 1) : variety * Noise.hash(column, row, salt);
        double mean = checked ? 0.5 : variety * 0.5;
        double stain = dirt * Noise.rich(spot.u * 3, spot.v * 3, salt + 5, 4, spot.footprint * 3);
        Texture.mix(rgb, face, otherFace, mean + keep * (tone - mean));
        Texture.scale(rgb, 1 + stain);
        double seam = Math.max(
                Noise.bars(along, width, gap, spot.footprint), Noise.bars(spot.v, height, gap, spot.footprint));
        Texture.over(rgb, joint, Math.min(1, seam));
    }
}
