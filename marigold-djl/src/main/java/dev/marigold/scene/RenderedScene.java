package dev.marigold.scene;

import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.image.RgbImage;
import dev.marigold.scene.render.Exposure;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** A rendered picture with its exact maps. Immutable and safe for use by several threads. */
public final class RenderedScene {
    private final long index;
    private final SceneKind kind;
    private final CameraIntrinsics camera;
    private final int width;
    private final int height;
    private final Exposure exposure;

    RenderedScene(long index, SceneKind kind, CameraIntrinsics camera, int width, Exposure exposure) {
        this.index = index;
        this.kind = kind;
        this.camera = camera;
        this.width = width;
        this.height = exposure.depth().length / width;
        this.exposure = exposure;
    }

    /** Returns the number the scene was rendered by. */
    public long index() {
        return index;
    }

    /** Returns what kind of scene it is. */
    public SceneKind kind() {
        return kind;
    }

    /**
     * Returns the camera of picture and maps, in pixels: square ones, seen through the middle of the picture, without distortion. It and the
     * {@linkplain #depth() depth} are what {@link dev.marigold.geometry.BackProjection} takes.
     */
    public CameraIntrinsics camera() {
        return camera;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the picture, 8 bits a sample. */
    public RgbImage image() {
        return RgbImage.ofRgb(width, height, exposure.rgb());
    }

    /** Returns a copy of the picture's samples: red, green, blue of one pixel after the other, rows from the top. */
    public byte[] rgb() {
        return exposure.rgb().clone();
    }

    /** Returns the plane depth of pixel centres, along the optical axis, shape {@code [H, W]}, metres; 0 where it is not valid. */
    public FloatTensor depth() {
        return FloatTensor.copyOf(Shape.of(height, width), exposure.depth());
    }

    /**
     * Returns whether depth, normal and albedo of a pixel are known: not so for the sky and beyond the far limit.
     *
     * @param column in [0, width), from the left
     * @param row in [0, height), from the top
     * @throws IndexOutOfBoundsException if the pixel is outside the picture
     */
    public boolean isValid(int column, int row) {
        if (column < 0 || column >= width || row < 0 || row >= height) {
            throw new IndexOutOfBoundsException(
                    "pixel (" + column + ", " + row + ") of a scene of " + width + "x" + height);
        }
        return exposure.depth()[row * width + column] > 0;
    }

    /** Returns the share of valid pixels, in [0, 1]. */
    public double validShare() {
        int valid = 0;
        for (float depth : exposure.depth()) {
            valid += depth > 0 ? 1 : 0;
        }
        return (double) valid / exposure.depth().length;
    }

    /** Returns unit normals, shape {@code [3, H, W]}, in the camera's frame: x right, y up, z to the viewer; 0 where not valid. */
    public FloatTensor normals() {
        return planes(exposure.normals());
    }

    /** Returns linear reflectance, shape {@code [3, H, W]}, in [0, 1]; 0 where not valid, and where a surface sends out light. */
    public FloatTensor albedo() {
        return planes(exposure.albedo());
    }

    private FloatTensor planes(float[] interleaved) {
        int pixels = width * height;
        float[] planes = new float[interleaved.length];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c * pixels + i] = interleaved[3 * i + c];
            }
        }
        return FloatTensor.wrap(Shape.of(3, height, width), planes);
    }

    /** Returns number, kind and size, not the pixels. */
    @Override
    public String toString() {
        return "RenderedScene[" + index + ", " + kind.id() + ", " + width + "x" + height + "]";
    }
}
