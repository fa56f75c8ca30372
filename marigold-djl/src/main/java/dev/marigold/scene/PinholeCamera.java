package dev.marigold.scene;

/**
 * The intrinsics of a picture. The pixel in column {@code c} and row {@code r}, counted from 0, whose plane depth is {@code z}, lies at
 * {@code x = (c + 0.5 - cx) z / fx} to the right, {@code y = (r + 0.5 - cy) z / fy} downwards and {@code z} ahead, in metres.
 *
 * @param fx focal length, pixels
 * @param fy focal length, pixels
 * @param cx principal point, pixels from the left edge
 * @param cy principal point, pixels from the top edge
 */
public record PinholeCamera(double fx, double fy, double cx, double cy) {}
