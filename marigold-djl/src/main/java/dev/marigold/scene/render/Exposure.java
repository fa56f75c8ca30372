package dev.marigold.scene.render;

/** What a rendering leaves: maps of pixel centres, row by row. Its arrays are handed out as they are, not to be changed. */
public final class Exposure {
    private final byte[] rgb;
    private final float[] depth;
    private final float[] normals;
    private final float[] albedo;

    Exposure(byte[] rgb, float[] depth, float[] normals, float[] albedo) {
        this.rgb = rgb;
        this.depth = depth;
        this.normals = normals;
        this.albedo = albedo;
    }

    /** Returns red, green, blue of one pixel after the other. */
    public byte[] rgb() {
        return rgb;
    }

    /** Returns plane depth, metres; 0 where nothing was met. */
    public float[] depth() {
        return depth;
    }

    /** Returns normals in the camera's frame, x right, y up, z to the viewer; three values of one pixel after the other, 0 where nothing was met. */
    public float[] normals() {
        return normals;
    }

    /** Returns linear reflectance, in [0, 1]; three values of one pixel after the other. */
    public float[] albedo() {
        return albedo;
    }

    /** Returns this with the maps forgotten beyond a plane depth; itself if nothing is beyond. */
    public Exposure within(double farLimit) {
        int first = 0;
        while (first < depth.length && depth[first] <= farLimit) {
            first++;
        }
        return first == depth.length ? this : cut(farLimit, first);
    }

    /** Copies that are cleared where they are too far, from a pixel on. */
    private Exposure cut(double farLimit, int first) {
        float[] nearDepth = depth.clone();
        float[] nearNormals = normals.clone();
        float[] nearAlbedo = albedo.clone();
        for (int i = first; i < depth.length; i++) {
            if (depth[i] > farLimit) {
                nearDepth[i] = 0;
                for (int c = 3 * i; c < 3 * i + 3; c++) {
                    nearNormals[c] = 0;
                    nearAlbedo[c] = 0;
                }
            }
        }
        return new Exposure(rgb, nearDepth, nearNormals, nearAlbedo);
    }
}
