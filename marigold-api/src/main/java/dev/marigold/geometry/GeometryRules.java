package dev.marigold.geometry;

/** What every writer of meshes or points asks for. */
final class GeometryRules {
    private static final String NOTHING =
            ", got 0; is there any depth that is valid, near enough and not beside an edge?";

    private GeometryRules() {}

    static void requireTriangles(TriangleMesh mesh) {
        if (mesh.triangleCount() == 0) {
            throw new IllegalArgumentException("mesh must have at least one triangle" + NOTHING);
        }
    }

    static void requirePoints(PointCloud cloud) {
        if (cloud.size() == 0) {
            throw new IllegalArgumentException("cloud must have at least one point" + NOTHING);
        }
    }
}
