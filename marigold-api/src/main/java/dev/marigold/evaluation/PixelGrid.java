package dev.marigold.evaluation;

/** Evenly spread rows and columns of a map, as nearest-neighbour down-sampling picks them. */
final class PixelGrid {
    private final int[] rowIndices;
    private final int[] columnIndices;

    private PixelGrid(int[] rowIndices, int[] columnIndices) {
        this.rowIndices = rowIndices;
        this.columnIndices = columnIndices;
    }

    static PixelGrid full(int height, int width) {
        return new PixelGrid(spread(height, height), spread(width, width));
    }

    /** Returns the grid whose longer edge is {@code longest} pixels; the full one if the map is no larger. */
    static PixelGrid limited(int height, int width, int longest) {
        double scale = Math.min(1, longest / (double) Math.max(height, width));
        int rows = Math.max(1, (int) Math.floor(height * scale));
        int columns = Math.max(1, (int) Math.floor(width * scale));
        return new PixelGrid(spread(height, rows), spread(width, columns));
    }

    private static int[] spread(int length, int count) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = (int) ((long) i * length / count);
        }
        return indices;
    }

    int rows() {
        return rowIndices.length;
    }

    int columns() {
        return columnIndices.length;
    }

    int row(int index) {
        return rowIndices[index];
    }

    int column(int index) {
        return columnIndices[index];
    }
}
