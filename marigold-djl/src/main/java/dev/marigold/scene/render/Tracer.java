package dev.marigold.scene.render;

import dev.marigold.scene.geometry.Hit;
import dev.marigold.scene.geometry.Ray;
import dev.marigold.scene.light.Light;
import dev.marigold.scene.light.LightSample;
import dev.marigold.scene.light.Sun;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Spot;
import dev.marigold.scene.texture.Texture;
import java.util.List;

/** What one thread needs to follow rays through a world. */
final class Tracer {
    private static final double BOUNCE_FOOTPRINT = 0.3;
    private static final double OFFSET = 2e-4;
    /** What is right beside a lamp would leave specks where few rays find it. */
    private static final double BRIGHTEST_BOUNCE = 0.7;

    final World world;
    final Ray ray = new Ray();
    private final Ray shadow = new Ray();
    final Hit hit = new Hit();
    final double[] color = new double[3];
    final LightSample sample = new LightSample();
    /** Share of glow that is seen by way of other surfaces: 0 where lamps are counted as lights already. */
    double glowShare = 1;

    private final Spot spot = new Spot();
    private final double[] scratch = new double[6];
    private final double[] light = new double[3];

    Tracer(World world) {
        this.world = world;
    }

    /** Follows the ray to the nearest solid and locates the hit. */
    boolean trace(double far) {
        boolean met = world.tree().nearest(ray, scratch, far);
        if (met) {
            world.tree().locate(ray, hit);
        }
        return met;
    }

    /** Returns whether anything is between a point and a light. */
    boolean blocked(double x, double y, double z, LightSample light) {
        shadow.set(x, y, z, light.towardsX, light.towardsY, light.towardsZ);
        return world.tree().blocks(shadow, scratch, light.distance * 0.999 - 0.02);
    }

    Material material() {
        return world.materials().get(ray.solid());
    }

    /** Paints the hit into {@link #color}. */
    void paint(Material material, double footprint) {
        spot.x = hit.localX;
        spot.y = hit.localY;
        spot.z = hit.localZ;
        double x = Math.abs(hit.facingX);
        double y = Math.abs(hit.facingY);
        double z = Math.abs(hit.facingZ);
        boolean sideways = x > y && x > z;
        spot.u = sideways ? hit.localY : hit.localX;
        spot.v = !sideways && z >= y ? hit.localY : hit.localZ;
        spot.footprint = footprint;
        material.paint(spot, color);
    }

    /** Returns how far from a surface rays may start that leave it. */
    static double offset(double depth) {
        return OFFSET * (1 + depth);
    }

    /**
     * Follows the ray, whose unit direction is given, and estimates into {@link #color} the light that comes back along it.
     */
    void glimpse(double dx, double dy, double dz) {
        ray.forget();
        if (!trace(Double.POSITIVE_INFINITY)) {
            world.sky().radiance(dx, dy, dz, color);
            Texture.scale(color, glowShare > 0 ? 1 : world.air().skyShare());
            return;
        }
        Material material = material();
        paint(material, BOUNCE_FOOTPRINT * ray.distance());
        estimate();
        double glow = glowShare * material.glow();
        color[0] *= light[0] + glow;
        color[1] *= light[1] + glow;
        color[2] *= light[2] + glow;
    }

    private void estimate() {
        World.Air air = world.air();
        light[0] = air.ambient().red();
        light[1] = air.ambient().green();
        light[2] = air.ambient().blue();
        List<Light> lights = world.lights();
        for (int i = 0; i < lights.size(); i++) {
            lights.get(i).reach(hit.x, hit.y, hit.z, Directions.CENTRE, sample);
            double cos = hit.normalX * sample.towardsX + hit.normalY * sample.towardsY + hit.normalZ * sample.towardsZ;
            double strongest = Math.max(sample.red, Math.max(sample.green, sample.blue));
            boolean near = !(lights.get(i) instanceof Sun) && strongest > BRIGHTEST_BOUNCE;
            double share = air.bounce() * Math.max(0, cos) * (near ? BRIGHTEST_BOUNCE / strongest : 1);
            if (share > 0 && lights.get(i) instanceof Sun && isShaded()) {
                continue;
            }
            light[0] += share * sample.red;
            light[1] += share * sample.green;
            light[2] += share * sample.blue;
        }
    }

    private boolean isShaded() {
        double lift = 2 * offset(ray.distance());
        return blocked(hit.x + lift * hit.normalX, hit.y + lift * hit.normalY, hit.z + lift * hit.normalZ, sample);
    }
}
