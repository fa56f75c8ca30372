package dev.marigold.geometry;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which bytes of the buffer hold what: first indices, then what vertices have, then the texture, each aligned to four bytes. */
final class GltfLayout {
    static final String INDICES = "indices";
    static final String POSITIONS = "POSITION";
    static final String NORMALS = "NORMAL";
    static final String TEXTURE_COORDINATES = "TEXCOORD_0";
    static final String COLORS = "COLOR_0";
    static final String TEXTURE = "texture";

    private final Map<String, View> views = new LinkedHashMap<>();
    private long end;

    GltfLayout(TriangleMesh mesh, int textureBytes) {
        long vertices = mesh.vertexCount();
        add(INDICES, 3L * mesh.triangleCount() * Integer.BYTES);
        add(POSITIONS, vertices * 3 * Float.BYTES);
        add(NORMALS, vertices * 3 * Float.BYTES);
        if (mesh.texture().isPresent()) {
            add(TEXTURE_COORDINATES, vertices * 2 * Float.BYTES);
        }
        if (mesh.hasColors()) {
            add(COLORS, vertices * 4 * Short.BYTES);
        }
        if (mesh.texture().isPresent()) {
            add(TEXTURE, textureBytes);
        }
    }

    private void add(String name, long length) {
        views.put(name, new View(views.size(), end, length));
        end = GlbFile.aligned(end + length);
    }

    /** Returns a part that is there. */
    View view(String name) {
        return requireNonNull(views.get(name), name);
    }

    /** Returns all parts in their order. */
    Map<String, View> views() {
        return views;
    }

    /** Returns the length of the buffer, a multiple of four. */
    long byteCount() {
        return end;
    }

    /**
     * A part of the buffer.
     *
     * @param index its number
     * @param offset first byte
     * @param length bytes
     */
    record View(int index, long offset, long length) {}
}
