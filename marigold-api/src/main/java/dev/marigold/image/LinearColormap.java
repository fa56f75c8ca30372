package dev.marigold.image;

/** Linear between equally spaced stops, each channel cut to a whole level. NaN is black. */
final class LinearColormap implements Colormap {
    private final int[] stops;

    /** Takes over {@code stops}, at least two colours {@code 0xRRGGBB}. */
    LinearColormap(int... stops) {
        this.stops = stops;
    }

    @Override
    public int colorOf(float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        double position = Math.min(Math.max(value, 0), 1) * (double) (stops.length - 1);
        int left = Math.min((int) position, stops.length - 2);
        double fraction = position - left;
        return mix(left, fraction, 16) | mix(left, fraction, 8) | mix(left, fraction, 0);
    }

    private int mix(int left, double fraction, int shift) {
        int from = stops[left] >> shift & 0xff;
        int to = stops[left + 1] >> shift & 0xff;
        return (int) (from + fraction * (to - from)) << shift;
    }
}
