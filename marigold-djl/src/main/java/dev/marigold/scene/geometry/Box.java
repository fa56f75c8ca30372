package dev.marigold.scene.geometry;

/** A box centred on its frame. */
public final class Box extends Solid {
    private final double halfX;
    private final double halfY;
    private final double halfZ;

    /** Creates a box of these half sizes. */
    public Box(Frame frame, double halfX, double halfY, double halfZ) {
        super(frame, new Vec(0, 0, 0), new Vec(halfX, halfY, halfZ));
        this.halfX = halfX;
        this.halfY = halfY;
        this.halfZ = halfZ;
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double slopeX = 1 / ray[3];
        double middleX = -ray[0] * slopeX;
        double widthX = halfX * Math.abs(slopeX);
        double slopeY = 1 / ray[4];
        double middleY = -ray[1] * slopeY;
        double widthY = halfY * Math.abs(slopeY);
        double slopeZ = 1 / ray[5];
        double middleZ = -ray[2] * slopeZ;
        double widthZ = halfZ * Math.abs(slopeZ);
        double enter = middleX - widthX;
        enter = middleY - widthY > enter ? middleY - widthY : enter;
        enter = middleZ - widthZ > enter ? middleZ - widthZ : enter;
        double leave = middleX + widthX;
        leave = middleY + widthY < leave ? middleY + widthY : leave;
        leave = middleZ + widthZ < leave ? middleZ + widthZ : leave;
        return enter > leave ? MISS : first(enter, leave, near, far);
    }

    @Override
    void face(Hit hit) {
        double x = Math.abs(Math.abs(hit.localX) - halfX);
        double y = Math.abs(Math.abs(hit.localY) - halfY);
        double z = Math.abs(Math.abs(hit.localZ) - halfZ);
        if (x <= y && x <= z) {
            hit.face(hit.localX, 0, 0);
        } else if (y <= z) {
            hit.face(0, hit.localY, 0);
        } else {
            hit.face(0, 0, hit.localZ);
        }
    }
}
