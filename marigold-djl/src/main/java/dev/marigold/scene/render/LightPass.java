package dev.marigold.scene.render;

import dev.marigold.scene.light.Light;
import dev.marigold.scene.light.LightSample;
import dev.marigold.scene.light.Sun;
import dev.marigold.scene.texture.Noise;
import java.util.List;

/**
 * Finds the light on each pixel: one ray to one point of one light, chosen by what it would bring, and one ray into the half space for what
 * comes from the sky and from other surfaces. Noisy; {@link Smoothing} follows.
 */
final class LightPass {
    /** Single rays that happen to meet something very bright would leave specks. */
    private static final double BRIGHTEST = 2;

    private static final double BRIGHTEST_INDOORS = 2.5;

    private final Tracer tracer;
    private final World world;
    private final int salt;
    private final double brightest;
    private final double[] weights;
    private final LightSample[] samples;

    LightPass(Tracer tracer, int salt) {
        this.tracer = tracer;
        world = tracer.world;
        this.salt = salt;
        World.Air air = world.air();
        brightest = air.skyShare() < 1 ? BRIGHTEST_INDOORS * air.ambient().luminance() : BRIGHTEST;
        weights = new double[world.lights().size()];
        samples = new LightSample[weights.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new LightSample();
        }
    }

    void run(View view) {
        tracer.glowShare = 0;
        for (int y = 0; y < view.height; y++) {
            for (int x = 0; x < view.width; x++) {
                int i = y * view.width + x;
                if (view.solid[i] >= 0) {
                    int bits = Noise.bits(x, y, salt);
                    direct(view, i, bits);
                    if ((x + 2 * y & 3) == 0 || x == 0 || !borrow(view, i)) {
                        gather(view, i, bits >>> 10);
                    }
                }
            }
        }
        tracer.glowShare = 1;
    }

    private void direct(View view, int i, int bits) {
        double lift = Tracer.offset(view.depth[i]);
        double nx = view.normal[3 * i];
        double ny = view.normal[3 * i + 1];
        double nz = view.normal[3 * i + 2];
        double x = view.position[3 * i] + lift * nx;
        double y = view.position[3 * i + 1] + lift * ny;
        double z = view.position[3 * i + 2] + lift * nz;
        double[] ball = Directions.of(bits);
        List<Light> lights = world.lights();
        double total = 0;
        for (int k = 0; k < weights.length; k++) {
            LightSample s = samples[k];
            lights.get(k).reach(x, y, z, ball, s);
            double cos = Math.max(0, nx * s.towardsX + ny * s.towardsY + nz * s.towardsZ);
            weights[k] = cos * (s.red + s.green + s.blue);
            // Indoors the sun is strong and nearly everywhere hidden: as one among several it would leave specks.
            if (weights[k] > 0 && lights.get(k) instanceof Sun) {
                if (!tracer.blocked(x, y, z, s)) {
                    add(view, i, s, weights[k]);
                }
                weights[k] = 0;
            }
            total += weights[k];
        }
        if (total > 0) {
            LightSample s = samples[choose(total, (bits >>> 20) / 4096.0)];
            if (!tracer.blocked(x, y, z, s)) {
                add(view, i, s, total);
            }
        }
    }

    private static void add(View view, int i, LightSample s, double strength) {
        double scale = strength / (s.red + s.green + s.blue);
        view.direct[3 * i] += (float) (scale * s.red);
        view.direct[3 * i + 1] += (float) (scale * s.green);
        view.direct[3 * i + 2] += (float) (scale * s.blue);
    }

    private int choose(double total, double random) {
        double left = random * total;
        int chosen = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                chosen = k;
                left -= weights[k];
                if (left < 0) {
                    break;
                }
            }
        }
        return chosen;
    }

    /** Takes the gathered light of the pixel to the left if that is of the same surface. */
    private static boolean borrow(View view, int i) {
        boolean like = view.solid[i] == view.solid[i - 1] && Smoothing.alike(view, i, i - 1, 1);
        if (like) {
            System.arraycopy(view.gathered, 3 * i - 3, view.gathered, 3 * i, 3);
        }
        return like;
    }

    private void gather(View view, int i, int bits) {
        double lift = Tracer.offset(view.depth[i]);
        double nx = view.normal[3 * i];
        double ny = view.normal[3 * i + 1];
        double nz = view.normal[3 * i + 2];
        double[] ball = Directions.of(bits);
        double dx = nx * 1.0001 + ball[0];
        double dy = ny * 1.0001 + ball[1];
        double dz = nz * 1.0001 + ball[2];
        double scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        dx *= scale;
        dy *= scale;
        dz *= scale;
        tracer.ray.set(
                view.position[3 * i] + lift * nx,
                view.position[3 * i + 1] + lift * ny,
                view.position[3 * i + 2] + lift * nz,
                dx,
                dy,
                dz);
        tracer.glimpse(dx, dy, dz);
        view.gathered[3 * i] = (float) Math.min(brightest, tracer.color[0]);
        view.gathered[3 * i + 1] = (float) Math.min(brightest, tracer.color[1]);
        view.gathered[3 * i + 2] = (float) Math.min(brightest, tracer.color[2]);
    }
}
