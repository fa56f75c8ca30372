package dev.marigold.scene.texture;

/** Smooth random functions of space, from hashed lattices: exact arithmetic, the same on every machine. */
public final class Noise {
    private static final double UNIT = 0x1.0p-24;

    private Noise() {}

    /** Returns a number in [0, 1) that depends on the three integers. */
    public static double hash(int x, int y, int salt) {
        return (bits(x, y, salt) >>> 8) * UNIT;
    }

    /** Returns 32 bits that depend on the three integers. */
    public static int bits(int x, int y, int salt) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ salt * 0xC2B2AE3D;
        h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >>> 12)) * 0x297A2D39;
        return h ^ (h >>> 15);
    }

    /** Returns smooth noise of period about 1 in [-1, 1]. */
    public static double smooth(double x, double y, int salt) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        int ix = (int) fx;
        int iy = (int) fy;
        double u = ease(x - fx);
        double v = ease(y - fy);
        double low = mix(hash(ix, iy, salt), hash(ix + 1, iy, salt), u);
        double high = mix(hash(ix, iy + 1, salt), hash(ix + 1, iy + 1, salt), u);
        return 2 * mix(low, high, v) - 1;
    }

    /** Returns smooth noise of period about 1 in [-1, 1]. */
    public static double smooth(double x, double y, double z, int salt) {
        double fz = Math.floor(z);
        int layer = salt + ((int) fz) * 0x632BE5AB;
        return mix(smooth(x, y, layer), smooth(x, y, layer + 0x632BE5AB), ease(z - fz));
    }

    /**
     * Returns noise with detail at several scales, about in [-1, 1]; octaves finer than the footprint are left out.
     *
     * @param footprint width of a pixel, in the units of x and y
     */
    public static double rich(double x, double y, int salt, int octaves, double footprint) {
        double sum = 0;
        double weight = 0.6;
        double scale = 1;
        for (int i = 0; i < octaves; i++) {
            double sharp = keep(footprint * scale);
            if (sharp <= 0) {
                break;
            }
            sum += sharp * weight * smooth(x * scale, y * scale, salt + i);
            weight *= 0.6;
            scale *= 2.13;
        }
        return sum;
    }

    /** Returns how much of a detail of period 1 is left in a pixel of this width: 1 to 0. */
    public static double keep(double footprint) {
        return Math.min(1, Math.max(0, 1.6 - 2 * footprint));
    }

    /** Returns a share that rises smoothly from 0 below {@code low} to 1 above {@code high}. */
    public static double rise(double low, double high, double x) {
        double share = (x - low) / (high - low);
        return share <= 0 ? 0 : share >= 1 ? 1 : ease(share);
    }

    /** Returns which share of a pixel of this width lies on bars of a width that repeat with a period. */
    public static double bars(double x, double period, double width, double footprint) {
        double f = Math.max(footprint, 1e-6 * period);
        return (covered(x + f / 2, period, width) - covered(x - f / 2, period, width)) / f;
    }

    private static double covered(double x, double period, double width) {
        double turns = Math.floor(x / period);
        return turns * width + Math.min(x - turns * period, width);
    }

    private static double mix(double low, double high, double share) {
        return low + (high - low) * share;
    }

    private static double ease(double share) {
        return share * share * (3 - 2 * share);
    }
}
