package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Veined stone. */
public final class Marble implements Texture {
    private final Rgb ground;
    private final Rgb vein;
    private final double frequency;
    private final double sharpness;
    private final int salt;

    /** Creates veined stone whose veins are about {@code period} metres apart. */
    public Marble(RandomStream random, Rgb ground, Rgb vein, double period) {
        this.ground = ground;
        this.vein = vein;
        frequency = 1 / period;
        sharpness = random.in(1.5, 6);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double x = spot.u * frequency;
        double y = spot.v * frequency;
        double f = spot.footprint * frequency;
        double bend = Noise.rich(x, y, salt, 4, f);
        double ridge = 1 - Math.min(1, sharpness * Math.abs(Noise.smooth(0.7 * x + bend, 0.7 * y - bend, salt + 9)));
        double cloud = 0.25 * Noise.rich(2 * x, 2 * y, salt + 4, 3, 2 * f);
        Texture.mix(rgb, ground, vein, Math.min(1, Math.max(0, 0.15 + cloud + 0.8 * ridge * Noise.keep(f))));
    }
}
