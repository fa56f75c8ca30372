package dev.marigold.scene.render;

/**
 * What a rendering leaves: maps of pixel centres, row by row.
 *
 * @param rgb red, green, blue of one pixel after the other
 * @param depth plane depth, metres; 0 where nothing was met
 * @param normals camera frame, x right, y up, z to the viewer; three values of one pixel after the other, 0 where nothing was met
 * @param albedo linear reflectance, in [0, 1]; three values of one pixel after the other
 */
public record Exposure(byte[] rgb, float[] depth, float[] normals, float[] albedo) {
    /** Forgets the maps beyond a plane depth, in place, and returns this. */
    public Exposure within(double farLimit) {
        for (int i = 0; i < depth.length; i++) {
            if (depth[i] > farLimit) {
                depth[i] = 0;
                for (int c = 3 * i; c < 3 * i + 3; c++) {
                    normals[c] = 0;
                    albedo[c] = 0;
                }
            }
        }
        return this;
    }
}
