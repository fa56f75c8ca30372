package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Grains on a ground: granite, terrazzo, gravel, asphalt, carpets of mixed yarn, fallen leaves. */
public final class Speckled implements Texture {
    private final Texture ground;
    private final Rgb grain;
    private final Rgb otherGrain;
    private final double frequency;
    private final double density;
    private final int salt;

    /**
     * Creates the texture.
     *
     * @param size distance of grains, metres
     */
    public Speckled(RandomStream random, Texture ground, Rgb grain, Rgb otherGrain, double size) {
        this.ground = ground;
        this.grain = grain;
        this.otherGrain = otherGrain;
        frequency = 1 / size;
        density = random.in(0.2, 0.8);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        ground.paint(spot, rgb);
        double keep = Noise.keep(spot.footprint * frequency);
        double x = spot.u * frequency;
        double y = spot.v * frequency;
        int cellX = (int) Math.floor(x);
        int cellY = (int) Math.floor(y);
        double kind = Noise.hash(cellX, cellY, salt);
        Rgb color = kind < density / 2 ? grain : otherGrain;
        double dx = x - cellX - 0.3 - 0.4 * Noise.hash(cellX, cellY, salt + 1);
        double dy = y - cellY - 0.3 - 0.4 * Noise.hash(cellX, cellY, salt + 2);
        double radius = 0.15 + 0.3 * Noise.hash(cellX, cellY, salt + 3);
        double edge = 0.05 + spot.footprint * frequency;
        double inside = 1 - Noise.rise(radius - edge, radius + edge, Math.sqrt(dx * dx + dy * dy));
        double share = kind < density ? inside : 0;
        double mean = 0.28 * density;
        Texture.over(rgb, color, keep * share + (1 - keep) * mean);
    }
}
