package dev.marigold.scene.render;

/** Finds what lies behind the middle of each pixel: depth, normal, place and colour. Exact; nothing here is random. */
final class SurfacePass {
    private static final double FLATTEST = 0.12;

    private final Tracer tracer;
    private final Eye eye;

    SurfacePass(Tracer tracer, Eye eye) {
        this.tracer = tracer;
        this.eye = eye;
    }

    void run(View view) {
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                eye.aim(tracer.ray, x + 0.5, y + 0.5);
                if (!tracer.trace(Double.POSITIVE_INFINITY)) {
                    view.solid[i] = -1;
                    continue;
                }
                keep(view, i);
            }
        }
    }

    private void keep(View view, int i) {
        view.depth[i] = (float) tracer.ray.distance();
        view.solid[i] = tracer.ray.solid();
        view.normal[3 * i] = (float) tracer.hit.normalX;
        view.normal[3 * i + 1] = (float) tracer.hit.normalY;
        view.normal[3 * i + 2] = (float) tracer.hit.normalZ;
        view.position[3 * i] = (float) tracer.hit.x;
        view.position[3 * i + 1] = (float) tracer.hit.y;
        view.position[3 * i + 2] = (float) tracer.hit.z;
        tracer.paint(tracer.material(), footprint(tracer, eye));
        view.albedo[3 * i] = (float) tracer.color[0];
        view.albedo[3 * i + 1] = (float) tracer.color[1];
        view.albedo[3 * i + 2] = (float) tracer.color[2];
    }

    /** Returns how wide a pixel is on the surface that was met: larger where it is seen at a slant. */
    static double footprint(Tracer tracer, Eye eye) {
        double dx = tracer.hit.x - eye.frame().origin().x();
        double dy = tracer.hit.y - eye.frame().origin().y();
        double dz = tracer.hit.z - eye.frame().origin().z();
        double range = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double cos = -(dx * tracer.hit.normalX + dy * tracer.hit.normalY + dz * tracer.hit.normalZ) / range;
        return tracer.ray.distance() / (eye.focal() * Math.sqrt(Math.max(cos, FLATTEST)));
    }
}
