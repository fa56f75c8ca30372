package dev.marigold.geometry;

import dev.marigold.tensor.FloatTensor;
import java.io.IOException;

/** The numbers of a mesh, laid out as {@link GltfLayout} says. */
final class GltfBuffer {
    private static final int LARGEST = 65535;

    private final TriangleMesh mesh;
    private final byte[] texture;

    GltfBuffer(TriangleMesh mesh, byte[] texture) {
        this.mesh = mesh;
        this.texture = texture;
    }

    void writeTo(LittleEndianOutput out) throws IOException {
        for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
            for (int corner = 0; corner < 3; corner++) {
                out.putInt(mesh.vertexOf(triangle, corner));
            }
        }
        putTurned(mesh.positions(), out);
        putTurned(mesh.normals(), out);
        if (mesh.texture().isPresent()) {
            for (int i = 0; i < 2 * mesh.vertexCount(); i++) {
                out.putFloat(mesh.textureCoordinates().get(i));
            }
        }
        if (mesh.hasColors()) {
            putColors(out);
        }
        out.putBytes(texture);
        for (long end = texture.length; end < GlbFile.aligned(texture.length); end++) {
            out.putByte(0);
        }
    }

    private void putTurned(FloatTensor vectors, LittleEndianOutput out) throws IOException {
        float sign = Axes.Y_UP.sign();
        for (int i = 0; i < mesh.vertexCount(); i++) {
            out.putFloat(vectors.get(3 * i));
            out.putFloat(sign * vectors.get(3 * i + 1));
            out.putFloat(sign * vectors.get(3 * i + 2));
        }
    }

    private void putColors(LittleEndianOutput out) throws IOException {
        for (int i = 0; i < mesh.vertexCount(); i++) {
            int color = mesh.colorAt(i);
            out.putShort(linear(color >> 16 & 255));
            out.putShort(linear(color >> 8 & 255));
            out.putShort(linear(color & 255));
            out.putShort(LARGEST);
        }
    }

    /** From sRGB (IEC 61966-2-1), which pictures are in, to linear light, which the format wants of vertices. */
    private static int linear(int level) {
        double share = level / 255.0;
        double light = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        return (int) Math.round(light * LARGEST);
    }
}
