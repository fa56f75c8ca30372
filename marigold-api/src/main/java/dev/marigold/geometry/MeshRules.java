package dev.marigold.geometry;

/** The rule all writers of meshes share. */
final class MeshRules {
    private MeshRules() {}

    static void requireTriangles(TriangleMesh mesh) {
        if (mesh.triangleCount() == 0) {
            throw new IllegalArgumentException("mesh must have at least one triangle, got 0; is there any depth that is"
                    + " valid, near enough and not beside an edge?");
        }
    }
}
