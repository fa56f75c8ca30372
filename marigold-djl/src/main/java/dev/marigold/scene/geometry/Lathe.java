package dev.marigold.scene.geometry;

/**
 * A surface of revolution about its frame's z axis: a line of (radius, height) corners turned once round. Bottles, cups, columns, lamp
 * shades, cones and, with two corners on the axis, closed cylinders. Level parts of the line become discs and rings.
 */
public final class Lathe extends Solid {
    private static final double LEVEL = 1e-9;

    private final double[] radius;
    private final double[] height;
    private final double reach;

    /**
     * Creates a surface of revolution.
     *
     * @param profile radius, height of one corner after the other; at least two corners
     */
    public Lathe(Frame frame, double... profile) {
        super(frame, centre(profile), half(profile));
        int corners = profile.length / 2;
        radius = new double[corners];
        height = new double[corners];
        for (int i = 0; i < corners; i++) {
            radius[i] = profile[2 * i];
            height[i] = profile[2 * i + 1];
        }
        reach = half(profile).x();
    }

    /** Returns a closed cylinder or cone, from the frame's origin upwards. */
    public static Lathe frustum(Frame frame, double bottom, double top, double height) {
        return new Lathe(frame, 0, 0, bottom, 0, top, height, 0, height);
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double a = ray[3] * ray[3] + ray[4] * ray[4];
        double b = ray[0] * ray[3] + ray[1] * ray[4];
        double closest = a > 0 ? -b / a : 0;
        double px = ray[0] + closest * ray[3];
        double py = ray[1] + closest * ray[4];
        if (px * px + py * py > reach * reach) {
            return MISS;
        }
        double best = far;
        for (int i = 0; i + 1 < radius.length; i++) {
            double t = Math.abs(height[i + 1] - height[i]) < LEVEL
                    ? meetRing(ray, i, near, best)
                    : meetCone(ray, i, near, best);
            best = Math.min(best, t);
        }
        return best < far ? best : MISS;
    }

    private double meetRing(double[] ray, int part, double near, double far) {
        double t = (height[part] - ray[2]) / ray[5];
        if (!(t > near && t < far)) {
            return MISS;
        }
        double x = ray[0] + t * ray[3];
        double y = ray[1] + t * ray[4];
        double square = x * x + y * y;
        double inner = Math.min(radius[part], radius[part + 1]);
        double outer = Math.max(radius[part], radius[part + 1]);
        return square >= inner * inner && square <= outer * outer ? t : MISS;
    }

    private double meetCone(double[] ray, int part, double near, double far) {
        double slope = (radius[part + 1] - radius[part]) / (height[part + 1] - height[part]);
        double r = radius[part] + slope * (ray[2] - height[part]);
        double dr = slope * ray[5];
        double a = ray[3] * ray[3] + ray[4] * ray[4] - dr * dr;
        double b = ray[0] * ray[3] + ray[1] * ray[4] - r * dr;
        double c = ray[0] * ray[0] + ray[1] * ray[1] - r * r;
        double h = b * b - a * c;
        if (h < 0 || Math.abs(a) < 1e-14) {
            return MISS;
        }
        double root = Math.sqrt(h);
        double q = b > 0 ? -b - root : root - b;
        double one = q / a;
        double two = c / q;
        double t = inside(ray, part, Math.min(one, two), near, far);
        return t < MISS ? t : inside(ray, part, Math.max(one, two), near, far);
    }

    private double inside(double[] ray, int part, double t, double near, double far) {
        if (!(t > near && t < far)) {
            return MISS;
        }
        double z = ray[2] + t * ray[5];
        double low = Math.min(height[part], height[part + 1]);
        double high = Math.max(height[part], height[part + 1]);
        return z >= low && z <= high ? t : MISS;
    }

    @Override
    void face(Hit hit) {
        double r = Math.sqrt(hit.localX * hit.localX + hit.localY * hit.localY);
        int part = nearestPart(r, hit.localZ);
        double dr = radius[part + 1] - radius[part];
        double dz = height[part + 1] - height[part];
        double scale = r > 1e-12 ? dz / r : 0;
        hit.face(hit.localX * scale, hit.localY * scale, scale == 0 && dr == 0 ? 1 : -dr);
    }

    private int nearestPart(double r, double z) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i + 1 < radius.length; i++) {
            double dr = radius[i + 1] - radius[i];
            double dz = height[i + 1] - height[i];
            double length = dr * dr + dz * dz;
            double along = ((r - radius[i]) * dr + (z - height[i]) * dz) / Math.max(length, 1e-18);
            double share = Math.min(1, Math.max(0, along));
            double er = r - radius[i] - share * dr;
            double ez = z - height[i] - share * dz;
            double distance = er * er + ez * ez;
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static Vec centre(double... profile) {
        double[] range = heights(profile);
        return new Vec(0, 0, (range[0] + range[1]) / 2);
    }

    private static Vec half(double... profile) {
        double reach = 0;
        for (int i = 0; i < profile.length; i += 2) {
            reach = Math.max(reach, profile[i]);
        }
        double[] range = heights(profile);
        return new Vec(reach, reach, (range[1] - range[0]) / 2);
    }

    private static double[] heights(double... profile) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 1; i < profile.length; i += 2) {
            low = Math.min(low, profile[i]);
            high = Math.max(high, profile[i]);
        }
        return new double[] {low, high};
    }
}
