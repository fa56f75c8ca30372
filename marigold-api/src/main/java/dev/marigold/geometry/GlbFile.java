package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.internal.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Binary glTF 2.0, {@code .glb} (ISO/IEC 12113): one mesh, metres, {@link Axes#Y_UP} as the format demands. A surface with
 * colours is not lit ({@code KHR_materials_unlit}): the light is in the picture already. Colours of vertices are stored linear, with 16 bits.
 */
public final class GlbFile {
    private static final int MAGIC = 0x46546C67;
    private static final int VERSION = 2;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int ALIGNMENT = 4;

    private GlbFile() {}

    /**
     * Writes a mesh; the file is whole or not there, and replaces one of the same name.
     *
     * @throws IllegalArgumentException if the mesh has no triangles, or more than fit into a file of 2 GiB
     * @throws IOException if the file cannot be written
     */
    public static void write(TriangleMesh mesh, Path file) throws IOException {
        GeometryRules.requireTriangles(mesh);
        byte[] texture = texture(mesh);
        GltfLayout layout = new GltfLayout(mesh, texture.length);
        byte[] json = padded(new GltfDocument(mesh, layout).toBytes());
        long binaryBytes = layout.byteCount();
        long total = HEADER_BYTES + CHUNK_HEADER_BYTES + json.length + CHUNK_HEADER_BYTES + binaryBytes;
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a GLB file must have at most 2 GiB, got " + total + " bytes; use a larger stride");
        }
        WholeFile.write(file, stream -> {
            LittleEndianOutput out = new LittleEndianOutput(stream);
            out.putInt(MAGIC);
            out.putInt(VERSION);
            out.putInt((int) total);
            out.putInt(json.length);
            out.putInt(JSON);
            out.putBytes(json);
            out.putInt((int) binaryBytes);
            out.putInt(BINARY);
            new GltfBuffer(mesh, texture).writeTo(out);
            out.flush();
        });
    }

    /** Returns the next multiple of four, where every part of the file begins. */
    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static byte[] texture(TriangleMesh mesh) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        if (mesh.texture().isPresent()) {
            RgbImage picture = mesh.texture().get();
            Texture.encode(picture, encoded);
        }
        return encoded.toByteArray();
    }

    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (int) aligned(json.length));
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
