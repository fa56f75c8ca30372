package dev.marigold.scene.geometry;

/** A point or direction in space. The world has x to the right, y ahead and z up, in metres. */
public record Vec(double x, double y, double z) {
    /** The world's upward direction. */
    public static final Vec UP = new Vec(0, 0, 1);

    /** Returns the sum. */
    public Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    /** Returns the difference. */
    public Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y, z - other.z);
    }

    /** Returns the multiple. */
    public Vec times(double factor) {
        return new Vec(x * factor, y * factor, z * factor);
    }

    /** Returns the scalar product. */
    public double dot(Vec other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** Returns the vector product. */
    public Vec cross(Vec other) {
        return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** Returns the length. */
    public double length() {
        return Math.sqrt(dot(this));
    }

    /** Returns the direction, of length 1; of a null vector, not a number. */
    public Vec normalized() {
        return times(1 / length());
    }

    /** Returns the point between this and another. */
    public Vec towards(Vec other, double share) {
        return plus(other.minus(this).times(share));
    }
}
