package dev.marigold.calibration;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A pixel, or a region of the picture, whose depth was measured. Immutable and safe for use by several threads. */
public final class KnownDepth {
    /** The most pixels taken from a reference map: more would not make scale and shift any better known. */
    static final int MOST_FROM_A_MAP = 20_000;

    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private final double metres;
    private final @Nullable Double sigma;

    private KnownDepth(Shape size, int x, int y, double metres, @Nullable Double sigma) {
        this.x = x;
        this.y = y;
        this.height = size.extent(0);
        this.width = size.extent(1);
        this.metres = metres;
        this.sigma = sigma;
    }

    /**
     * Returns the known depth of one pixel.
     *
     * @param x column, at least 0, from the left
     * @param y row, at least 0, from the top
     * @param metres distance from the plane of the camera, finite and greater than 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static KnownDepth at(int x, int y, double metres) {
        return region(x, y, 1, 1, metres);
    }

    /**
     * Returns the known depth of a rectangle that faces the camera, such as a fiducial marker. It counts as one measurement, whose
     * predicted value is the median over the rectangle.
     *
     * @param x first column, at least 0, from the left
     * @param y first row, at least 0, from the top
     * @param width columns, at least 1
     * @param height rows, at least 1
     * @param metres distance from the plane of the camera, finite and greater than 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static KnownDepth region(int x, int y, int width, int height, double metres) {
        if (x < 0 || y < 0) {
            throw new IllegalArgumentException("x and y must be >= 0, got (" + x + ", " + y + ")");
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, got " + width + " and " + height);
        }
        if (!(metres > 0 && Double.isFinite(metres))) {
            throw new IllegalArgumentException(
                    "metres at (" + x + ", " + y + ") must be finite and > 0, got " + metres);
        }
        return new KnownDepth(Shape.of(height, width), x, y, metres, null);
    }

    /**
     * Returns the known depths of a reference map, such as one of a depth camera: every valid pixel, or where there are more than 20 000,
     * every n-th so that fewer are left.
     *
     * @param metres shape {@code [H, W]}, that of the prediction; what is not a finite number greater than 0 is not known
     * @throws IllegalArgumentException if the shape is another
     */
    public static List<KnownDepth> ofMap(FloatTensor metres) {
        MetricDepth map = MetricDepth.of(metres);
        int every = (map.validCount() + MOST_FROM_A_MAP - 1) / MOST_FROM_A_MAP;
        List<KnownDepth> known = new ArrayList<>();
        int seen = 0;
        for (int i = 0; i < metres.shape().elementCount(); i++) {
            float depth = map.metres().get(i);
            if (depth > 0 && seen++ % every == 0) {
                known.add(at(i % map.width(), i / map.width(), depth));
            }
        }
        return known;
    }

    /**
     * Returns this measurement with a standard deviation of its own, in place of the calibration's relative noise.
     *
     * @param sigma metres, finite and greater than 0
     * @throws IllegalArgumentException if it is outside its range
     */
    public KnownDepth withSigma(double sigma) {
        if (!(sigma > 0 && Double.isFinite(sigma))) {
            throw new IllegalArgumentException("sigma at (" + x + ", " + y + ") must be finite and > 0, got " + sigma);
        }
        return new KnownDepth(Shape.of(height, width), x, y, metres, sigma);
    }

    /** Returns the first column. */
    public int x() {
        return x;
    }

    /** Returns the first row. */
    public int y() {
        return y;
    }

    /** Returns the number of columns, 1 for a pixel. */
    public int width() {
        return width;
    }

    /** Returns the number of rows, 1 for a pixel. */
    public int height() {
        return height;
    }

    /** Returns the depth in metres. */
    public double metres() {
        return metres;
    }

    /** Returns its standard deviation in metres; empty if the calibration's relative noise holds. */
    public OptionalDouble sigma() {
        return sigma == null ? OptionalDouble.empty() : OptionalDouble.of(sigma);
    }

    /**
     * Refuses a place outside a picture.
     *
     * @throws IllegalArgumentException if a part of it is outside
     */
    public void requireInside(int pictureWidth, int pictureHeight) {
        if ((long) x + width > pictureWidth || (long) y + height > pictureHeight) {
            throw new IllegalArgumentException(
                    "known depth " + this + " must be inside the picture of " + pictureWidth + "x" + pictureHeight);
        }
    }

    /** Returns the place and the depth. */
    @Override
    public String toString() {
        String size = width == 1 && height == 1 ? "" : " " + width + "x" + height;
        return "(" + x + ", " + y + ")" + size + " = " + metres + " m";
    }
}
