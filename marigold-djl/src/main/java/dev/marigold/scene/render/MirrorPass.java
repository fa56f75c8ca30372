package dev.marigold.scene.render;

import dev.marigold.scene.light.Light;
import dev.marigold.scene.texture.Material;

/** Adds what glossy surfaces mirror: highlights of the lights and one ray of their surroundings. */
final class MirrorPass {
    private static final double BRIGHTEST = 8;

    private final Tracer tracer;
    private final World world;
    private final Eye eye;

    MirrorPass(Tracer tracer, Eye eye) {
        this.tracer = tracer;
        world = tracer.world;
        this.eye = eye;
    }

    void run(View view) {
        for (int i = 0; i < view.solid.length; i++) {
            if (view.solid[i] >= 0 && world.materials().get(view.solid[i]).gloss() > 0) {
                mirror(view, i, world.materials().get(view.solid[i]));
            }
        }
    }

    private void mirror(View view, int i, Material material) {
        double nx = view.normal[3 * i];
        double ny = view.normal[3 * i + 1];
        double nz = view.normal[3 * i + 2];
        double x = view.position[3 * i];
        double y = view.position[3 * i + 1];
        double z = view.position[3 * i + 2];
        double dx = x - eye.frame().origin().x();
        double dy = y - eye.frame().origin().y();
        double dz = z - eye.frame().origin().z();
        double scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        double cos = Math.max(0, -(dx * nx + dy * ny + dz * nz) * scale);
        double grazing = (1 - cos) * (1 - cos);
        double share = material.gloss() + (0.5 - 0.5 * material.gloss()) * grazing * grazing * (1 - cos);
        double rx = dx * scale + 2 * cos * nx;
        double ry = dy * scale + 2 * cos * ny;
        double rz = dz * scale + 2 * cos * nz;
        double highlight = highlights(material, view, i, rx, ry, rz);
        double lift = Tracer.offset(view.depth[i]);
        tracer.ray.set(x + lift * nx, y + lift * ny, z + lift * nz, rx, ry, rz);
        tracer.glimpse(rx, ry, rz);
        for (int c = 0; c < 3; c++) {
            double surroundings = Math.min(BRIGHTEST, tracer.color[c]);
            view.mirrored[3 * i + c] = (float) (share * (surroundings + highlight * view.direct[3 * i + c]));
        }
    }

    /** Returns how much brighter than dull reflection the lights' mirror images are. */
    private double highlights(Material material, View view, int i, double rx, double ry, double rz) {
        double most = 0;
        for (Light light : world.lights()) {
            light.reach(
                    view.position[3 * i],
                    view.position[3 * i + 1],
                    view.position[3 * i + 2],
                    Directions.CENTRE,
                    tracer.sample);
            double along = rx * tracer.sample.towardsX + ry * tracer.sample.towardsY + rz * tracer.sample.towardsZ;
            // Schlick's rational stand-in for a power: x / (n - n x + x).
            double x = Math.max(0, along);
            most = Math.max(most, x / (material.polish() - material.polish() * x + x));
        }
        return most * (2 + material.polish()) / 12;
    }
}
