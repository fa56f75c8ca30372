package dev.marigold.scene.render;

/** Softens stairs along edges: pixels there are the mean of four rays instead of one, the middle's among them. Only the picture; maps stay those of pixel centres. */
final class EdgePass {
    private static final double[] OFFSETS = {0.25, 0.15, 0.85, 0.4, 0.4, 0.85};
    private static final double BRIGHTEST = 6;

    private final Tracer tracer;
    private final Eye eye;
    private final ShadePass shading;

    EdgePass(Tracer tracer, Eye eye, ShadePass shading) {
        this.tracer = tracer;
        this.eye = eye;
        this.shading = shading;
    }

    void run(View view) {
        boolean[] edges = edges(view);
        float[] softened = new float[3];
        float[] result = view.radiance.clone();
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (edges[i]) {
                    soften(view, x, y, softened);
                    System.arraycopy(softened, 0, result, 3 * i, 3);
                }
            }
        }
        System.arraycopy(result, 0, view.radiance, 0, result.length);
    }

    private static boolean[] edges(View view) {
        boolean[] edges = new boolean[view.solid.length];
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (x + 1 < view.width && differ(view, i, i + 1)) {
                    edges[i] = true;
                    edges[i + 1] = true;
                }
                if (y + 1 < view.height && differ(view, i, i + view.width)) {
                    edges[i] = true;
                    edges[i + view.width] = true;
                }
            }
        }
        return edges;
    }

    private static boolean differ(View view, int i, int j) {
        if (view.solid[i] != view.solid[j]) {
            return true;
        }
        if (view.solid[i] < 0) {
            return false;
        }
        float[] n = view.normal;
        float bend = n[3 * i] * n[3 * j] + n[3 * i + 1] * n[3 * j + 1] + n[3 * i + 2] * n[3 * j + 2];
        float step = Math.abs(view.depth[i] - view.depth[j]);
        return bend < 0.8f || step > 0.2f * Math.min(view.depth[i], view.depth[j]);
    }

    private void soften(View view, int x, int y, float[] softened) {
        int middle = 3 * (y * view.width + x);
        double red = Math.min(BRIGHTEST, view.radiance[middle]);
        double green = Math.min(BRIGHTEST, view.radiance[middle + 1]);
        double blue = Math.min(BRIGHTEST, view.radiance[middle + 2]);
        for (int k = 0; k < OFFSETS.length; k += 2) {
            double column = x + OFFSETS[k];
            double row = y + OFFSETS[k + 1];
            eye.aim(tracer.ray, column, row);
            if (tracer.trace(Double.POSITIVE_INFINITY)) {
                tracer.paint(tracer.material(), SurfacePass.footprint(tracer, eye));
                int like = alike(view, x, y);
                double path = tracer.ray.distance() * eye.pathPerDepth(column, row);
                shading.shade(view, like, tracer.material(), path, tracer.color);
            } else {
                shading.sky(column, row, tracer.color);
            }
            red += Math.min(BRIGHTEST, tracer.color[0]);
            green += Math.min(BRIGHTEST, tracer.color[1]);
            blue += Math.min(BRIGHTEST, tracer.color[2]);
        }
        int rays = 1 + OFFSETS.length / 2;
        softened[0] = (float) (red / rays);
        softened[1] = (float) (green / rays);
        softened[2] = (float) (blue / rays);
    }

    /** Returns the pixel near by whose surface is most like the one that was met: the ray borrows its light. */
    private int alike(View view, int x, int y) {
        int best = y * view.width + x;
        double least = Double.MAX_VALUE;
        for (int row = Math.max(0, y - 1); row <= Math.min(view.height - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(view.width - 1, x + 1); column++) {
                int i = row * view.width + column;
                if (view.solid[i] < 0) {
                    continue;
                }
                double bend = 1
                        - view.normal[3 * i] * tracer.hit.normalX
                        - view.normal[3 * i + 1] * tracer.hit.normalY
                        - view.normal[3 * i + 2] * tracer.hit.normalZ;
                double step = Math.abs(view.depth[i] - tracer.ray.distance()) / tracer.ray.distance();
                double unlike = bend + step + (view.solid[i] == tracer.ray.solid() ? 0 : 0.5);
                if (unlike < least) {
                    least = unlike;
                    best = i;
                }
            }
        }
        return best;
    }
}
