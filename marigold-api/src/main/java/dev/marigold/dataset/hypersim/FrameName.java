package dev.marigold.dataset.hypersim;

import java.util.Locale;

/** Which frame: {@code ai_001_001}, {@code cam_00}, 0. */
record FrameName(String scene, String camera, int frame) {
    /** Returns the number as files carry it, {@code 0000}. */
    String number() {
        return String.format(Locale.ROOT, "%04d", frame);
    }

    /** Returns the picture's path in the split's folder. */
    String picture() {
        return scene + "/rgb_" + camera + "_fr" + number() + ".png";
    }

    /** Returns the depth map's path in the split's folder. */
    String depth() {
        return scene + "/depth_plane_" + camera + "_fr" + number() + ".png";
    }

    @Override
    public String toString() {
        return scene + " " + camera + " frame " + number();
    }
}
