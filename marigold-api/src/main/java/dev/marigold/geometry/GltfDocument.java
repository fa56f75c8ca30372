package dev.marigold.geometry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.tensor.FloatTensor;

/** The JSON that describes a mesh, glTF 2.0. */
final class GltfDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int UNSIGNED_SHORT = 5123;
    private static final int UNSIGNED_INT = 5125;
    private static final int FLOAT = 5126;
    private static final int ARRAY_BUFFER = 34962;
    private static final int ELEMENT_ARRAY_BUFFER = 34963;
    private static final int LINEAR = 9729;
    private static final int LINEAR_MIPMAP_LINEAR = 9987;
    private static final int CLAMP_TO_EDGE = 33071;
    private static final String UNLIT = "KHR_materials_unlit";

    private final TriangleMesh mesh;
    private final GltfLayout layout;
    private final ObjectNode root = MAPPER.createObjectNode();
    private final ArrayNode accessors = MAPPER.createArrayNode();

    GltfDocument(TriangleMesh mesh, GltfLayout layout) {
        this.mesh = mesh;
        this.layout = layout;
        root.putObject("asset").put("version", "2.0").put("generator", "Marigold for the JVM");
        if (mesh.texture().isPresent() || mesh.hasColors()) {
            root.putArray("extensionsUsed").add(UNLIT);
        }
        root.put("scene", 0);
        root.putArray("scenes").addObject().putArray("nodes").add(0);
        root.putArray("nodes").addObject().put("mesh", 0);
        ObjectNode primitive = root.putArray("meshes")
                .addObject()
                .putArray("primitives")
                .addObject()
                .put("material", 0);
        addAccessors(primitive);
        root.set("accessors", accessors);
        addMaterial();
        addViews();
        root.putArray("buffers").addObject().put("byteLength", layout.byteCount());
    }

    byte[] toBytes() {
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of numbers and words must become JSON, got " + root, e);
        }
    }

    private void addAccessors(ObjectNode primitive) {
        primitive.put("indices", add(GltfLayout.INDICES, UNSIGNED_INT, 3 * mesh.triangleCount(), "SCALAR"));
        ObjectNode attributes = primitive.putObject("attributes");
        attributes.put(GltfLayout.POSITIONS, add(GltfLayout.POSITIONS, FLOAT, mesh.vertexCount(), "VEC3"));
        addRange((ObjectNode) accessors.get(accessors.size() - 1));
        attributes.put(GltfLayout.NORMALS, add(GltfLayout.NORMALS, FLOAT, mesh.vertexCount(), "VEC3"));
        if (mesh.texture().isPresent()) {
            attributes.put(
                    GltfLayout.TEXTURE_COORDINATES,
                    add(GltfLayout.TEXTURE_COORDINATES, FLOAT, mesh.vertexCount(), "VEC2"));
        }
        if (mesh.hasColors()) {
            attributes.put(GltfLayout.COLORS, add(GltfLayout.COLORS, UNSIGNED_SHORT, mesh.vertexCount(), "VEC4"));
            ((ObjectNode) accessors.get(accessors.size() - 1)).put("normalized", true);
        }
    }

    private int add(String view, int componentType, int count, String type) {
        accessors
                .addObject()
                .put("bufferView", layout.view(view).index())
                .put("componentType", componentType)
                .put("count", count)
                .put("type", type);
        return accessors.size() - 1;
    }

    private void addRange(ObjectNode accessor) {
        ArrayNode smallest = accessor.putArray("min");
        ArrayNode largest = accessor.putArray("max");
        FloatTensor positions = mesh.positions();
        for (int axis = 0; axis < 3; axis++) {
            float sign = axis == 0 ? 1 : Axes.Y_UP.sign();
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = axis; i < positions.shape().elementCount(); i += 3) {
                least = Math.min(least, sign * positions.get(i));
                most = Math.max(most, sign * positions.get(i));
            }
            smallest.add(least);
            largest.add(most);
        }
    }

    private void addMaterial() {
        ObjectNode material = root.putArray("materials").addObject().put("doubleSided", true);
        ObjectNode surface = material.putObject("pbrMetallicRoughness").put("metallicFactor", 0);
        if (root.has("extensionsUsed")) {
            material.putObject("extensions").putObject(UNLIT);
        }
        if (mesh.texture().isPresent()) {
            surface.putObject("baseColorTexture").put("index", 0);
            root.putArray("textures").addObject().put("sampler", 0).put("source", 0);
            root.putArray("samplers")
                    .addObject()
                    .put("magFilter", LINEAR)
                    .put("minFilter", LINEAR_MIPMAP_LINEAR)
                    .put("wrapS", CLAMP_TO_EDGE)
                    .put("wrapT", CLAMP_TO_EDGE);
            root.putArray("images")
                    .addObject()
                    .put("bufferView", layout.view(GltfLayout.TEXTURE).index())
                    .put("mimeType", "image/png");
        }
    }

    private void addViews() {
        ArrayNode views = root.putArray("bufferViews");
        layout.views().forEach((name, view) -> {
            ObjectNode node = views.addObject()
                    .put("buffer", 0)
                    .put("byteOffset", view.offset())
                    .put("byteLength", view.length());
            if (!name.equals(GltfLayout.TEXTURE)) {
                node.put("target", name.equals(GltfLayout.INDICES) ? ELEMENT_ARRAY_BUFFER : ARRAY_BUFFER);
            }
        });
    }
}
