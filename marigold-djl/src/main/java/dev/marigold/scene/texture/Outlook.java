package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** What a bright pane shows: sky, distant trees or houses, blurred; or drawn blinds. Values above 1 are radiance, not reflectance. */
public final class Outlook implements Texture {
    private final Rgb sky;
    private final Rgb land;
    private final Rgb far;
    private final double horizon;
    private final double blinds;
    private final int salt;

    /** Creates what is seen through a pane whose horizon is near {@code height} of its frame, metres. */
    public Outlook(RandomStream random, double height) {
        sky = Rgb.hsv(random.in(0.5, 0.65), random.in(0, 0.35), 1).times(random.in(1, 2));
        land = Palette.leaf(random).times(random.in(0.8, 2));
        far = random.chance(0.5) ? Palette.stone(random) : Palette.leaf(random);
        horizon = height;
        blinds = random.chance(0.25) ? random.in(0.02, 0.05) : 0;
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double line = horizon + 0.25 * Noise.rich(spot.u * 1.5, 0, salt, 3, 0);
        double up = Noise.rise(line - 0.03, line + 0.05, spot.v);
        double leaves = 0.5 + 0.5 * Noise.rich(spot.u * 4, spot.v * 4, salt + 1, 3, spot.footprint * 4);
        Texture.mix(rgb, land, far, Math.min(1, Math.max(0, leaves)));
        Texture.over(rgb, sky, up);
        if (blinds > 0) {
            Texture.over(rgb, Rgb.grey(0.9), 0.8 * Noise.bars(spot.v, blinds, 0.7 * blinds, spot.footprint));
        }
    }
}
