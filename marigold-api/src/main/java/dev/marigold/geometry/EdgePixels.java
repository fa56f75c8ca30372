package dev.marigold.geometry;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The pixels of a map that have an edge on one of their four sides. */
final class EdgePixels {
    private final BitSet beside = new BitSet();
    private final int columns;

    EdgePixels(PointGrid all, EdgeFilter edges) {
        this.columns = all.columns();
        if (!edges.isActive()) {
            return;
        }
        for (int i = 0; i < all.columns() * all.rows(); i++) {
            if (all.pixelX(i) + 1 < all.columns()) {
                mark(all, edges, i, i + 1);
            }
            if (all.pixelY(i) + 1 < all.rows()) {
                mark(all, edges, i, i + all.columns());
            }
        }
    }

    private void mark(PointGrid all, EdgeFilter edges, int one, int other) {
        if (all.has(one) && all.has(other) && edges.separates(all.points(), one, other, 1)) {
            beside.set(one);
            beside.set(other);
        }
    }

    /** Returns the points of a grid over the same map that are there and not beside an edge. */
    int[] without(PointGrid grid) {
        return IntStream.range(0, grid.columns() * grid.rows())
                .filter(i -> grid.has(i) && !beside.get(grid.pixelY(i) * columns + grid.pixelX(i)))
                .toArray();
    }
}
