package dev.marigold.geometry;

/**
 * A pinhole camera without distortion: a point {@code (x, y, z)} in front of it is seen at {@code (focalX * x / z + centreX,
 * focalY * y / z + centreY)}. Pixel centres have whole coordinates, (0, 0) being that of the upper left pixel, as in OpenCV and in the
 * calibration files of KITTI; where corners have whole coordinates, as in COLMAP, subtract 0.5 from the centre.
 *
 * @param focalX focal length in pixels, greater than 0
 * @param focalY focal length in pixels, greater than 0
 * @param centreX column of the principal point in pixels
 * @param centreY row of the principal point in pixels
 */
public record CameraIntrinsics(double focalX, double focalY, double centreX, double centreY) {
    /** Diagonal of the 36 mm by 24 mm frame that equivalent focal lengths refer to (CIPA DCG-001). */
    private static final double FULL_FRAME_DIAGONAL = Math.hypot(36, 24);

    /**
     * Creates intrinsics.
     *
     * @throws IllegalArgumentException if a focal length is not positive or a number is not finite
     */
    public CameraIntrinsics {
        if (!(focalX > 0 && focalY > 0 && Double.isFinite(focalX) && Double.isFinite(focalY))) {
            throw new IllegalArgumentException(
                    "focal lengths must be finite and > 0, got " + focalX + " and " + focalY);
        }
        if (!(Double.isFinite(centreX) && Double.isFinite(centreY))) {
            throw new IllegalArgumentException("centre must be finite, got (" + centreX + ", " + centreY + ")");
        }
    }

    /**
     * Returns the camera of a picture with square pixels that looks through its middle.
     *
     * @param width of the picture, at least 1
     * @param height of the picture, at least 1
     * @param focalLength in pixels, greater than 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CameraIntrinsics ofFocalLength(int width, int height, double focalLength) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, got " + width + " and " + height);
        }
        return new CameraIntrinsics(focalLength, focalLength, (width - 1) / 2.0, (height - 1) / 2.0);
    }

    /**
     * Returns the camera of a picture from the angle its width covers.
     *
     * @param degrees in (0, 180)
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CameraIntrinsics ofHorizontalFieldOfView(int width, int height, double degrees) {
        return ofFocalLength(width, height, focalLength(width, degrees));
    }

    /**
     * Returns the camera of a picture from the angle its height covers.
     *
     * @param degrees in (0, 180)
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CameraIntrinsics ofVerticalFieldOfView(int width, int height, double degrees) {
        return ofFocalLength(width, height, focalLength(height, degrees));
    }

    /**
     * Returns the camera of a picture from the angle its diagonal covers.
     *
     * @param degrees in (0, 180)
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CameraIntrinsics ofDiagonalFieldOfView(int width, int height, double degrees) {
        return ofFocalLength(width, height, focalLength(Math.hypot(width, height), degrees));
    }

    /**
     * Returns the camera of an uncropped picture from the focal length that would have the same diagonal field of view on 35 mm film, as
     * cameras note it in EXIF.
     *
     * @param millimetres greater than 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CameraIntrinsics ofEquivalentFocalLength(int width, int height, double millimetres) {
        return ofFocalLength(width, height, millimetres / FULL_FRAME_DIAGONAL * Math.hypot(width, height));
    }

    private static double focalLength(double extent, double degrees) {
        if (!(degrees > 0 && degrees < 180)) {
            throw new IllegalArgumentException("field of view must be in (0, 180) degrees, got " + degrees);
        }
        return extent / 2 / Math.tan(Math.toRadians(degrees) / 2);
    }

    /**
     * Returns the intrinsics of the same picture resized.
     *
     * @param horizontally new width over old width, greater than 0
     * @param vertically new height over old height, greater than 0
     * @throws IllegalArgumentException if a ratio is not positive
     */
    public CameraIntrinsics scaled(double horizontally, double vertically) {
        return new CameraIntrinsics(
                focalX * horizontally,
                focalY * vertically,
                (centreX + 0.5) * horizontally - 0.5,
                (centreY + 0.5) * vertically - 0.5);
    }

    /** Returns the angle that a picture of this width covers if the principal point is in its middle, in degrees. */
    public double horizontalFieldOfView(int width) {
        return Math.toDegrees(2 * Math.atan(width / (2 * focalX)));
    }
}
