package dev.marigold.scene.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Hilly ground as a mesh over a square grid. */
public final class Terrain {
    private Terrain() {}

    /**
     * Returns the triangles of a hilly ground.
     *
     * @param half the ground reaches from -half to half in x and from 0 to 2 half in y
     * @param cells number of squares along an edge
     * @param height height of the ground at (x, y)
     */
    public static List<Solid> mesh(Frame frame, double half, int cells, DoubleBinaryOperator height) {
        Vec[][] corners = new Vec[cells + 1][cells + 1];
        for (int i = 0; i <= cells; i++) {
            for (int j = 0; j <= cells; j++) {
                // Squares grow with the distance: the near ground is seen in detail.
                double depth = (double) j / cells;
                double y = 2 * half * depth * depth;
                double x = half * (2.0 * i / cells - 1) * (0.12 + 0.88 * depth);
                corners[i][j] = frame.toWorld(x, y, height.applyAsDouble(x, y));
            }
        }
        List<Solid> triangles = new ArrayList<>(2 * cells * cells);
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                triangles.add(new Triangle(corners[i][j], corners[i + 1][j], corners[i][j + 1]));
                triangles.add(new Triangle(corners[i + 1][j + 1], corners[i][j + 1], corners[i + 1][j]));
            }
        }
        return triangles;
    }
}
