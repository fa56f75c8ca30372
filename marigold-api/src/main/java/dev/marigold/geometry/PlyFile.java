package dev.marigold.geometry;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Polygon files, {@code .ply} (Greg Turk, 1994): binary, little-endian, {@code float} positions in metres and {@code uchar} colours.
 */
public final class PlyFile {
    private PlyFile() {}

    /**
     * Writes points; the file is whole or not there, and replaces one of the same name.
     *
     * @param axes {@link Axes#Y_UP} for viewers
     * @throws IllegalArgumentException if there are no points
     * @throws IOException if the file cannot be written
     */
    public static void write(PointCloud cloud, Axes axes, Path file) throws IOException {
        GeometryRules.requirePoints(cloud);
        FloatTensor positions = cloud.positions();
        float sign = axes.sign();
        WholeFile.write(file, stream -> {
            LittleEndianOutput out = new LittleEndianOutput(stream);
            out.putBytes(header(cloud, axes).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < cloud.size(); i++) {
                out.putFloat(positions.get(3 * i));
                out.putFloat(sign * positions.get(3 * i + 1));
                out.putFloat(sign * positions.get(3 * i + 2));
                if (cloud.hasColors()) {
                    int color = cloud.colorAt(i);
                    out.putByte(color >> 16);
                    out.putByte(color >> 8);
                    out.putByte(color);
                }
            }
            out.flush();
        });
    }

    private static String header(PointCloud cloud, Axes axes) {
        String colors = "property uchar red\nproperty uchar green\nproperty uchar blue\n";
        return "ply\nformat binary_little_endian 1.0\n"
                + "comment metres, x right, "
                + (axes == Axes.CAMERA ? "y down, z forward" : "y up, z backwards")
                + "\nelement vertex " + cloud.size()
                + "\nproperty float x\nproperty float y\nproperty float z\n"
                + (cloud.hasColors() ? colors : "")
                + "end_header\n";
    }
}
