package dev.marigold.scene.render;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.light.Sun;

/** Takes a picture of a world. Safe for use by several threads. */
public final class Renderer {
    private static final int SOFTEST = 4;
    private static final int CRISPEST = 1;

    private Renderer() {}

    /** Renders a picture and its maps. */
    public static Exposure render(World world, Eye eye, Sensor sensor) {
        Tracer tracer = new Tracer(world);
        View view = new View(eye.width(), eye.height());
        new SurfacePass(tracer, eye).run(view);
        new LightPass(tracer, sensor.seed()).run(view);
        new Smoothing(view).run(passes(world), SOFTEST);
        new MirrorPass(tracer, eye).run(view);
        ShadePass shading = new ShadePass(world, eye);
        shading.run(view);
        new EdgePass(tracer, eye, shading).run(view);
        byte[] rgb = new Development(sensor).develop(view);
        return new Exposure(rgb, view.depth, normals(view, eye.frame()), reflectance(view, world));
    }

    /** The sun's shadows are crisp; lamps and windows leave more grain. */
    private static int passes(World world) {
        boolean sun = world.lights().stream().anyMatch(Sun.class::isInstance);
        return !sun ? SOFTEST - 1 : world.lights().size() == 1 ? CRISPEST : CRISPEST + 1;
    }

    private static float[] normals(View view, Frame frame) {
        float[] normals = new float[view.normal.length];
        for (int i = 0; i < normals.length; i += 3) {
            double x = view.normal[i];
            double y = view.normal[i + 1];
            double z = view.normal[i + 2];
            normals[i] = (float) (x * frame.right().x()
                    + y * frame.right().y()
                    + z * frame.right().z());
            normals[i + 1] = (float)
                    (x * frame.up().x() + y * frame.up().y() + z * frame.up().z());
            normals[i + 2] = (float) -(x * frame.ahead().x()
                    + y * frame.ahead().y()
                    + z * frame.ahead().z());
        }
        return normals;
    }

    /** What sends out light has a colour, but no reflectance. */
    private static float[] reflectance(View view, World world) {
        float[] albedo = new float[view.albedo.length];
        for (int i = 0; i < albedo.length; i++) {
            int solid = view.solid[i / 3];
            boolean reflects = solid >= 0 && world.materials().get(solid).glow() == 0;
            albedo[i] = reflects ? Math.min(1, Math.max(0, view.albedo[i])) : 0;
        }
        return albedo;
    }
}
