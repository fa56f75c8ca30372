package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Two colours mixed by noise: plaster, carpet, concrete, asphalt, grass, fabric, skin. */
public final class Mottled implements Texture {
    private final Rgb one;
    private final Rgb other;
    private final double frequency;
    private final double stretch;
    private final double contrast;
    private final int octaves;
    private final int salt;

    /**
     * Creates the texture.
     *
     * @param period size of the largest patches, metres
     * @param contrast from 0, flat, to about 2, sharp patches
     */
    public Mottled(RandomStream random, Rgb one, Rgb other, double period, double contrast) {
        this.one = one;
        this.other = other;
        frequency = 1 / period;
        stretch = random.chance(0.2) ? random.in(0.2, 0.6) : 1;
        this.contrast = contrast;
        octaves = random.count(3, 5);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double noise = Noise.rich(
                spot.u * frequency + 17.3 * spot.z * frequency * 0.06,
                spot.v * frequency * stretch + 0.5 * spot.x * frequency * 0.06,
                salt,
                octaves,
                spot.footprint * frequency);
        double share = 0.5 + 0.75 * contrast * noise;
        Texture.mix(rgb, one, other, Math.min(1, Math.max(0, share)));
    }
}
