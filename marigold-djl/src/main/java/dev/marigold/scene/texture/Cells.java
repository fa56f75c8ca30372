package dev.marigold.scene.texture;

import dev.marigold.scene.random.RandomStream;

/** Patches around random points: cobbles, rubble walls, leaves, crazy paving, reptile leather (Worley, SIGGRAPH 1996). */
public final class Cells implements Texture {
    private final Rgb one;
    private final Rgb other;
    private final Rgb joint;
    private final double frequency;
    private final double gap;
    private final int salt;

    /** Creates patches of about {@code size} metres. */
    public Cells(RandomStream random, Rgb one, Rgb other, double size) {
        this.one = one;
        this.other = other;
        joint = one.mixed(other, 0.5).times(random.in(0.2, 0.9));
        frequency = 1 / size;
        gap = random.in(0.04, 0.25);
        salt = random.nextInt();
    }

    @Override
    public void paint(Spot spot, double[] rgb) {
        double x = spot.u * frequency;
        double y = spot.v * frequency;
        double keep = Noise.keep(0.6 * spot.footprint * frequency);
        double tone = 0.5;
        double seam = 0;
        if (keep > 0) {
            int cellX = (int) Math.floor(x);
            int cellY = (int) Math.floor(y);
            double nearest = 9;
            double second = 9;
            for (int i = cellX - 1; i <= cellX + 1; i++) {
                for (int j = cellY - 1; j <= cellY + 1; j++) {
                    int bits = Noise.bits(i, j, salt);
                    double dx = i + (bits & 0xFF) / 256.0 - x;
                    double dy = j + (bits >>> 8 & 0xFF) / 256.0 - y;
                    double distance = dx * dx + dy * dy;
                    if (distance < nearest) {
                        second = nearest;
                        nearest = distance;
                        tone = (bits >>> 16 & 0xFF) / 256.0;
                    } else if (distance < second) {
                        second = distance;
                    }
                }
            }
            seam = 1 - Noise.rise(0, gap, Math.sqrt(second) - Math.sqrt(nearest));
        }
        Texture.mix(rgb, one, other, 0.5 + keep * (tone - 0.5));
        Texture.over(rgb, joint, keep * seam);
    }
}
