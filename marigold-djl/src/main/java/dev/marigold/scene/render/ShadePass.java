package dev.marigold.scene.render;

import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;

/** Puts surface and light together into radiance, and haze before it. */
final class ShadePass {
    private final World world;
    private final Eye eye;

    ShadePass(World world, Eye eye) {
        this.world = world;
        this.eye = eye;
    }

    void run(View view) {
        double[] rgb = new double[3];
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (view.solid[i] < 0) {
                    sky(x + 0.5, y + 0.5, rgb);
                } else {
                    for (int c = 0; c < 3; c++) {
                        rgb[c] = view.albedo[3 * i + c];
                    }
                    double path = view.depth[i] * eye.pathPerDepth(x + 0.5, y + 0.5);
                    shade(view, i, world.materials().get(view.solid[i]), path, rgb);
                }
                for (int c = 0; c < 3; c++) {
                    view.radiance[3 * i + c] = (float) rgb[c];
                }
            }
        }
    }

    void sky(double column, double row, double[] rgb) {
        double right = (column - 0.5 * eye.width()) / eye.focal();
        double up = (0.5 * eye.height() - row) / eye.focal();
        double scale = 1 / Math.sqrt(1 + right * right + up * up);
        double x = eye.frame().ahead().x()
                + right * eye.frame().right().x()
                + up * eye.frame().up().x();
        double y = eye.frame().ahead().y()
                + right * eye.frame().right().y()
                + up * eye.frame().up().y();
        double z = eye.frame().ahead().z()
                + right * eye.frame().right().z()
                + up * eye.frame().up().z();
        world.sky().radiance(x * scale, y * scale, z * scale, rgb);
    }

    /**
     * Turns a surface colour into radiance with the light of a pixel of the same surface.
     *
     * @param path metres of air between the eye and the surface
     */
    void shade(View view, int i, Material material, double path, double[] rgb) {
        double through = through(path);
        Rgb far = world.sky().horizon();
        for (int c = 0; c < 3; c++) {
            double light = view.direct[3 * i + c] + view.gathered[3 * i + c] + material.glow();
            double air = c == 0 ? far.red() : c == 1 ? far.green() : far.blue();
            rgb[c] = through * (rgb[c] * light + view.mirrored[3 * i + c]) + (1 - through) * air;
        }
    }

    private double through(double path) {
        double thickness = world.air().haze() * path;
        return 1 / (1 + thickness + 0.5 * thickness * thickness);
    }
}
