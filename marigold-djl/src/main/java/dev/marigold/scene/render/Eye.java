package dev.marigold.scene.render;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Ray;

/**
 * A pinhole camera in the world. A ray's distance is the plane depth: directions advance one metre along the optical axis.
 *
 * @param frame its axes: right, ahead, up
 * @param width pixels
 * @param height pixels
 * @param focal focal length, pixels
 */
public record Eye(Frame frame, int width, int height, double focal) {
    /** Aims a ray through a point of the picture; the middle of the first pixel is (0.5, 0.5). */
    public void aim(Ray ray, double column, double row) {
        double right = (column - 0.5 * width) / focal;
        double up = (0.5 * height - row) / focal;
        ray.set(
                frame.origin().x(),
                frame.origin().y(),
                frame.origin().z(),
                frame.ahead().x() + right * frame.right().x() + up * frame.up().x(),
                frame.ahead().y() + right * frame.right().y() + up * frame.up().y(),
                frame.ahead().z() + right * frame.right().z() + up * frame.up().z());
    }

    /** Returns the length of a ray through a point of the picture, per metre of plane depth. */
    public double pathPerDepth(double column, double row) {
        double right = (column - 0.5 * width) / focal;
        double up = (0.5 * height - row) / focal;
        return Math.sqrt(1 + right * right + up * up);
    }
}
