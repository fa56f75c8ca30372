package dev.marigold.scene.geometry;

/**
 * A rigid placement: where a thing's own axes lie in the world.
 *
 * @param origin the thing's origin in the world
 * @param right its x axis, of length 1
 * @param ahead its y axis, of length 1
 * @param up its z axis, of length 1
 */
public record Frame(Vec origin, Vec right, Vec ahead, Vec up) {
    /** The world's own frame. */
    public static final Frame WORLD = at(0, 0, 0);

    /** Returns the frame at a point with the world's axes. */
    public static Frame at(double x, double y, double z) {
        return new Frame(new Vec(x, y, z), new Vec(1, 0, 0), new Vec(0, 1, 0), Vec.UP);
    }

    /** Returns the frame at a point that looks along a direction, its x axis level. */
    public static Frame looking(Vec origin, Vec direction) {
        Vec ahead = direction.normalized();
        Vec side = ahead.cross(Vec.UP);
        Vec right = side.length() < 1e-6 ? new Vec(1, 0, 0) : side.normalized();
        return new Frame(origin, right, ahead, right.cross(ahead));
    }

    /** Returns this frame moved along its own axes. */
    public Frame moved(double x, double y, double z) {
        return new Frame(toWorld(x, y, z), right, ahead, up);
    }

    /** Returns this frame turned about its z axis, counter-clockwise from above, in radians. */
    public Frame yawed(double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Frame(
                origin,
                right.times(cos).plus(ahead.times(sin)),
                ahead.times(cos).minus(right.times(sin)),
                up);
    }

    /** Returns this frame turned about its x axis, nose up, in radians. */
    public Frame pitched(double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Frame(
                origin,
                right,
                ahead.times(cos).plus(up.times(sin)),
                up.times(cos).minus(ahead.times(sin)));
    }

    /** Returns this frame turned about its y axis, right side down, in radians. */
    public Frame rolled(double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Frame(
                origin,
                right.times(cos).minus(up.times(sin)),
                ahead,
                up.times(cos).plus(right.times(sin)));
    }

    /** Returns where a point of the thing lies in the world. */
    public Vec toWorld(double x, double y, double z) {
        return origin.plus(right.times(x)).plus(ahead.times(y)).plus(up.times(z));
    }
}
