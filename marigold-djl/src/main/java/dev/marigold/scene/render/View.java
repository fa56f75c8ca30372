package dev.marigold.scene.render;

/** Maps of what a camera sees, row by row; filled by the passes of the renderer, in their order. */
final class View {
    final int width;
    final int height;
    final float[] depth;
    final int[] solid;
    final float[] normal;
    final float[] position;
    final float[] albedo;
    final float[] direct;
    final float[] gathered;
    final float[] mirrored;
    final float[] radiance;

    View(int width, int height) {
        this.width = width;
        this.height = height;
        int pixels = width * height;
        depth = new float[pixels];
        solid = new int[pixels];
        normal = new float[3 * pixels];
        position = new float[3 * pixels];
        albedo = new float[3 * pixels];
        direct = new float[3 * pixels];
        gathered = new float[3 * pixels];
        mirrored = new float[3 * pixels];
        radiance = new float[3 * pixels];
    }
}
