package dev.marigold.scene.geometry;

/** A box along the world's axes that holds something. */
record Bounds(Vec low, Vec high) {
    /** Returns what holds a box of these half sizes, centred on a point of a frame. */
    static Bounds of(Frame frame, Vec centre, Vec half) {
        Vec middle = frame.toWorld(centre.x(), centre.y(), centre.z());
        Vec reach = new Vec(
                reach(frame.right().x(), frame.ahead().x(), frame.up().x(), half),
                reach(frame.right().y(), frame.ahead().y(), frame.up().y(), half),
                reach(frame.right().z(), frame.ahead().z(), frame.up().z(), half));
        return new Bounds(middle.minus(reach), middle.plus(reach));
    }

    private static double reach(double x, double y, double z, Vec half) {
        return Math.abs(x) * half.x() + Math.abs(y) * half.y() + Math.abs(z) * half.z() + 1e-6;
    }
}
