package dev.marigold.cli.report;

import dev.marigold.image.Colormap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.StringJoiner;

/**
 * Paints maps with the colours of a range. What is not there is transparent: the page shows through.
 *
 * @param colormap colours from low to high
 * @param low value of the first colour
 * @param high value of the last colour
 */
record Palette(Colormap colormap, double low, double high) {
    private static final int COLOURS = 255;
    private static final int ABSENT = 255;
    private static final int STOPS = 16;

    BufferedImage paint(Tile tile) {
        BufferedImage image =
                new BufferedImage(tile.width(), tile.height(), BufferedImage.TYPE_BYTE_INDEXED, colours());
        for (int y = 0; y < tile.height(); y++) {
            for (int x = 0; x < tile.width(); x++) {
                image.getRaster().setSample(x, y, 0, index(tile.get(x, y)));
            }
        }
        return image;
    }

    private int index(float value) {
        if (Float.isNaN(value)) {
            return ABSENT;
        }
        double position = high > low ? (value - low) / (high - low) : 0.5;
        return (int) Math.round(Math.min(Math.max(position, 0), 1) * (COLOURS - 1));
    }

    private IndexColorModel colours() {
        int[] argb = new int[COLOURS + 1];
        for (int i = 0; i < COLOURS; i++) {
            argb[i] = 0xff000000 | colormap.colorOf(i / (float) (COLOURS - 1));
        }
        return new IndexColorModel(8, argb.length, argb, 0, true, ABSENT, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    /** Returns the colours from left to right as a style. */
    String gradient() {
        StringJoiner gradient = new StringJoiner(",", "linear-gradient(90deg,", ")");
        for (int i = 0; i < STOPS; i++) {
            gradient.add(String.format("#%06x", colormap.colorOf(i / (float) (STOPS - 1)) & 0xffffff));
        }
        return gradient.toString();
    }
}
