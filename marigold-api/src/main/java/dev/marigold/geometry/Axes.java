package dev.marigold.geometry;

/** Where the axes of a file point. Both systems are right-handed and have their origin in the camera. */
public enum Axes {
    /** x right, y down, z forward: as in OpenCV, ROS and KITTI. */
    CAMERA,
    /** x right, y up, z backwards: as glTF wants it, and as viewers show things upright. */
    Y_UP;

    /** Returns the sign of y and z, which is that of a half turn about x. */
    float sign() {
        return this == CAMERA ? 1 : -1;
    }
}
