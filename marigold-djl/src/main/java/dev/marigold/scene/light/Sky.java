package dev.marigold.scene.light;

import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.texture.Noise;
import dev.marigold.scene.texture.Rgb;

/** What rays see that meet nothing: a gradient with clouds and a glow around the sun. Immutable. */
public final class Sky {
    private final Rgb zenith;
    private final Rgb horizon;
    private final Rgb cloud;
    private final double cover;
    private final double frequency;
    private final Vec sun;
    private final double glow;
    private final int salt;

    private Sky(RandomStream random, Rgb zenith, Rgb horizon, Vec sun, double glow) {
        this.zenith = zenith;
        this.horizon = horizon;
        this.sun = sun;
        this.glow = glow;
        cloud = horizon.mixed(Rgb.grey(horizon.luminance() * random.in(0.9, 1.5)), 0.7);
        cover = random.chance(0.3) ? -1 : random.in(-0.4, 0.7);
        frequency = random.in(0.4, 1.6);
        salt = random.nextInt();
    }

    /** Returns one sky of no colour at all, for closed rooms. */
    public static Sky dark() {
        return new Sky(RandomStream.of(0, 0), Rgb.grey(0.02), Rgb.grey(0.02), Vec.UP, 0);
    }

    /** Returns a bright day. */
    public static Sky clear(RandomStream random, Vec sun) {
        Rgb zenith = Rgb.hsv(random.in(0.57, 0.63), random.in(0.3, 0.7), random.in(0.5, 0.9));
        Rgb horizon = Rgb.hsv(random.in(0.54, 0.61), random.in(0.02, 0.3), random.in(0.8, 1));
        if (sun.z() < 0.3) {
            horizon = horizon.mixed(Rgb.hsv(random.in(0.03, 0.11), random.in(0.2, 0.6), 1), random.next());
        }
        return new Sky(random, zenith, horizon, sun, random.in(0.2, 1.5));
    }

    /** Returns a grey day. */
    public static Sky overcast(RandomStream random) {
        double hue = random.in(0.5, 0.66);
        Rgb horizon = Rgb.hsv(hue, random.in(0, 0.15), random.in(0.75, 1));
        return new Sky(random, horizon.times(random.in(0.7, 1.4)), horizon, Vec.UP, 0);
    }

    /** Returns the mean radiance, about. */
    public Rgb mean() {
        return zenith.mixed(horizon, 0.5);
    }

    /** Returns the radiance near the ground's end. */
    public Rgb horizon() {
        return horizon;
    }

    /** Writes the radiance from a direction of length 1. */
    public void radiance(double x, double y, double z, double[] rgb) {
        double up = Math.max(0, z);
        double share = 1 - (1 - up) * (1 - up) * (1 - up);
        double light = 0;
        if (cover > -1 && z > 0.02) {
            double scale = frequency / (z + 0.12);
            double noise = Noise.rich(x * scale, y * scale, salt, 5, 0.02 * scale);
            light = Noise.rise(-0.1, 0.55, noise + cover - 0.25) * Noise.rise(0.02, 0.12, z);
        }
        double around = Math.max(0, x * sun.x() + y * sun.y() + z * sun.z());
        double halo = glow * (0.25 * around * around * around * around + peak(around));
        rgb[0] = mixed(zenith.red(), horizon.red(), cloud.red(), share, light) + halo;
        rgb[1] = mixed(zenith.green(), horizon.green(), cloud.green(), share, light) + 0.95 * halo;
        rgb[2] = mixed(zenith.blue(), horizon.blue(), cloud.blue(), share, light) + 0.85 * halo;
    }

    private static double peak(double around) {
        double a = around * around;
        double b = a * a;
        double c = b * b;
        double d = c * c;
        return 2 * d * d * d * d;
    }

    private static double mixed(double zenith, double horizon, double cloud, double share, double light) {
        double clear = horizon + share * (zenith - horizon);
        return clear + light * (cloud - clear);
    }
}
