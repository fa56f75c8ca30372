package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * A room of 4 m x 2.5 m whose back wall is 5 m away, with a box on its floor, seen by a camera in its middle. Depth and distance to the
 * nearest surface are exact.
 */
final class BoxRoom {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    static final CameraIntrinsics CAMERA = CameraIntrinsics.ofHorizontalFieldOfView(WIDTH, HEIGHT, 70);
    private static final double[] ROOM_LOW = {-2, -1.25, -5};
    private static final double[] ROOM_HIGH = {2, 1.25, 5};
    private static final double[] BOX_LOW = {-0.5, 0.25, 2.5};
    private static final double[] BOX_HIGH = {0.6, 1.25, 3.2};

    private BoxRoom() {}

    static FloatTensor depth() {
        float[] depth = new float[WIDTH * HEIGHT];
        for (int i = 0; i < depth.length; i++) {
            int row = i / WIDTH;
            double[] ray = {
                (i % WIDTH - CAMERA.centreX()) / CAMERA.focalX(), (row - CAMERA.centreY()) / CAMERA.focalY(), 1
            };
            double room = Double.POSITIVE_INFINITY;
            double in = 0;
            double out = Double.POSITIVE_INFINITY;
            for (int axis = 0; axis < 3; axis++) {
                room = Math.min(room, Math.max(ROOM_LOW[axis] / ray[axis], ROOM_HIGH[axis] / ray[axis]));
                in = Math.max(in, Math.min(BOX_LOW[axis] / ray[axis], BOX_HIGH[axis] / ray[axis]));
                out = Math.min(out, Math.max(BOX_LOW[axis] / ray[axis], BOX_HIGH[axis] / ray[axis]));
            }
            depth[i] = (float) (in <= out ? Math.min(in, room) : room);
        }
        return FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), depth);
    }

    /** Returns a picture that is redder to the right and greener to the bottom. */
    static RgbImage picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (i % width * 255 / (width - 1));
            rgb[3 * i + 1] = (byte) (i / width * 255 / (height - 1));
            rgb[3 * i + 2] = 64;
        }
        return RgbImage.ofRgb(width, height, rgb);
    }

    /** Returns how far a point is from the nearest wall of the room or side of the box, in metres. */
    static double distance(double x, double y, double z) {
        double[] point = {x, y, z};
        return Math.min(toSurface(point, ROOM_LOW, ROOM_HIGH), toSurface(point, BOX_LOW, BOX_HIGH));
    }

    private static double toSurface(double[] point, double[] low, double[] high) {
        double outside = 0;
        double inside = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            double beyond = Math.max(Math.max(low[axis] - point[axis], point[axis] - high[axis]), 0);
            outside = Math.hypot(outside, beyond);
            inside = Math.min(inside, Math.min(point[axis] - low[axis], high[axis] - point[axis]));
        }
        return outside > 0 ? outside : inside;
    }
}
