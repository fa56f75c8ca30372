package dev.marigold.geometry;

import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Joins neighbouring points to triangles, for one mesh. */
final class MeshBuilder {
    private static final double DIAGONAL = Math.sqrt(2);

    private static final float[] TOWARDS_CAMERA = {0, 0, -1};

    private final PointGrid grid;
    private final EdgeFilter edges;
    private int[] corners = new int[1 << 12];
    private int used;

    MeshBuilder(PointGrid grid, EdgeFilter edges) {
        this.grid = grid;
        this.edges = edges;
    }

    TriangleMesh build(Optional<RgbImage> picture) {
        for (int row = 0; row + 1 < grid.rows(); row++) {
            for (int column = 0; column + 1 < grid.columns(); column++) {
                addSquare(row * grid.columns() + column);
            }
        }
        int[] triangles = Arrays.copyOf(corners, used);
        int[] kept = Arrays.stream(triangles).sorted().distinct().toArray();
        int[] newIndex = new int[grid.columns() * grid.rows()];
        for (int i = 0; i < kept.length; i++) {
            newIndex[kept[i]] = i;
        }
        Arrays.setAll(triangles, i -> newIndex[triangles[i]]);
        FloatTensor positions = grid.positions(kept);
        TriangleMesh.Vertices vertices =
                new TriangleMesh.Vertices(positions, normals(positions, triangles), grid.textureCoordinates(kept));
        return new TriangleMesh(vertices, triangles, picture.orElse(null), null);
    }

    private void addSquare(int upperLeft) {
        int upperRight = upperLeft + 1;
        int lowerLeft = upperLeft + grid.columns();
        int lowerRight = lowerLeft + 1;
        // Along the diagonal that bends less, creases of the scene stay sharp; one without an end is no choice.
        if (bend(upperLeft, lowerRight) <= bend(upperRight, lowerLeft)) {
            add(upperLeft, lowerLeft, lowerRight);
            add(upperLeft, lowerRight, upperRight);
        } else {
            add(upperLeft, lowerLeft, upperRight);
            add(upperRight, lowerLeft, lowerRight);
        }
    }

    private double bend(int one, int other) {
        return grid.has(one) && grid.has(other)
                ? Math.abs(grid.points()[3 * one + 2] - grid.points()[3 * other + 2])
                : Double.POSITIVE_INFINITY;
    }

    private void add(int a, int b, int c) {
        if (joined(a, b) && joined(b, c) && joined(c, a)) {
            if (used + 3 > corners.length) {
                corners = Arrays.copyOf(corners, Math.multiplyExact(corners.length, 2));
            }
            corners[used++] = a;
            corners[used++] = b;
            corners[used++] = c;
        }
    }

    private boolean joined(int one, int other) {
        boolean diagonal =
                one / grid.columns() != other / grid.columns() && one % grid.columns() != other % grid.columns();
        double pixels = grid.stride() * (diagonal ? DIAGONAL : 1);
        return grid.has(one) && grid.has(other) && !edges.separates(grid.points(), one, other, pixels);
    }

    /** The mean of the normals of the triangles around a vertex, weighted by their areas. */
    private static FloatTensor normals(FloatTensor positions, int[] triangles) {
        double[] sums = new double[3 * positions.shape().extent(0)];
        for (int t = 0; t < triangles.length; t += 3) {
            double[] ab = difference(positions, triangles[t], triangles[t + 1]);
            double[] ac = difference(positions, triangles[t], triangles[t + 2]);
            for (int axis = 0; axis < 3; axis++) {
                int next = (axis + 1) % 3;
                int last = (axis + 2) % 3;
                double component = ab[next] * ac[last] - ab[last] * ac[next];
                for (int corner = 0; corner < 3; corner++) {
                    sums[3 * triangles[t + corner] + axis] += component;
                }
            }
        }
        float[] normals = new float[sums.length];
        for (int i = 0; i < sums.length; i += 3) {
            double length = Math.hypot(Math.hypot(sums[i], sums[i + 1]), sums[i + 2]);
            for (int axis = 0; axis < 3; axis++) {
                // Triangles without an area have no normal; one that faces the camera is right for a vertex without a
                // surface.
                normals[i + axis] = length > 0 ? (float) (sums[i + axis] / length) : TOWARDS_CAMERA[axis];
            }
        }
        return FloatTensor.wrap(Shape.of(sums.length / 3, 3), normals);
    }

    private static double[] difference(FloatTensor positions, int from, int to) {
        return new double[] {
            (double) positions.get(3 * to) - positions.get(3 * from),
            (double) positions.get(3 * to + 1) - positions.get(3 * from + 1),
            (double) positions.get(3 * to + 2) - positions.get(3 * from + 2)
        };
    }
}
