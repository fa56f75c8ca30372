package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A surface of triangles, in the axes of the camera: x right, y down, z forward. It has a texture, or a colour for each vertex, or neither.
 * Immutable and safe for use by several threads.
 *
 * @see BackProjection#mesh()
 */
public final class TriangleMesh {
    private final Vertices vertices;
    private final int[] triangles;
    private final @Nullable RgbImage texture;
    private final int @Nullable [] colors;

    TriangleMesh(Vertices vertices, int[] triangles, @Nullable RgbImage texture, int @Nullable [] colors) {
        this.vertices = vertices;
        this.triangles = triangles;
        this.texture = texture;
        this.colors = colors;
    }

    /**
     * What each vertex has.
     *
     * @param positions shape {@code [N, 3]}
     * @param normals shape {@code [N, 3]}
     * @param textureCoordinates shape {@code [N, 2]}
     */
    record Vertices(FloatTensor positions, FloatTensor normals, FloatTensor textureCoordinates) {}

    /** Returns the number of vertices; each belongs to a triangle. */
    public int vertexCount() {
        return vertices.positions().shape().extent(0);
    }

    /** Returns the number of triangles. */
    public int triangleCount() {
        return triangles.length / 3;
    }

    /** Returns the vertices, shape {@code [N, 3]}, metres. */
    public FloatTensor positions() {
        return vertices.positions();
    }

    /** Returns the normals at the vertices, shape {@code [N, 3]}, of length 1, towards the side the camera sees. */
    public FloatTensor normals() {
        return vertices.normals();
    }

    /** Returns where the vertices are in the picture, shape {@code [N, 2]}, from its upper left corner (0, 0) to its lower right one (1, 1). */
    public FloatTensor textureCoordinates() {
        return vertices.textureCoordinates();
    }

    /**
     * Returns a vertex of a triangle; seen from the camera, the three go counter-clockwise.
     *
     * @param triangle in [0, triangle count)
     * @param corner in [0, 3)
     */
    public int vertexOf(int triangle, int corner) {
        return triangles[3 * triangle + corner];
    }

    /** Returns the picture on the surface. */
    public Optional<RgbImage> texture() {
        return Optional.ofNullable(texture);
    }

    /** Returns whether vertices have colours. */
    public boolean hasColors() {
        return colors != null;
    }

    /**
     * Returns the colour of a vertex, 0xRRGGBB, sRGB.
     *
     * @param vertex in [0, vertex count)
     * @throws IllegalStateException if vertices have no colours
     * @throws IndexOutOfBoundsException if there is no such vertex
     */
    public int colorAt(int vertex) {
        if (colors == null) {
            throw new IllegalStateException("the vertices have no colours");
        }
        return colors[vertex];
    }

    /** Returns this mesh with the colours of its texture at the vertices in place of the texture; itself if it has none. */
    public TriangleMesh withVertexColors() {
        if (texture == null) {
            return this;
        }
        return new TriangleMesh(vertices, triangles, null, colors(texture, vertices.textureCoordinates()));
    }

    /**
     * Returns the colours 0xRRGGBB of a picture at places.
     *
     * @param places shape {@code [N, 2]}, from the picture's upper left corner (0, 0) to its lower right one (1, 1), which is outside
     */
    static int[] colors(RgbImage picture, FloatTensor places) {
        int[] colors = new int[places.shape().extent(0)];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = picture.rgb8(
                    pixel(places.get(2 * i), picture.width()), pixel(places.get(2 * i + 1), picture.height()));
        }
        return colors;
    }

    /** Returns the pixel of a place. One on an edge between two, which single precision may have rounded down, is in the second. */
    private static int pixel(float place, int pixels) {
        return (int) (Math.nextUp(place) * (double) pixels);
    }

    @Override
    public String toString() {
        return "TriangleMesh[" + vertexCount() + " vertices, " + triangleCount() + " triangles]";
    }
}
