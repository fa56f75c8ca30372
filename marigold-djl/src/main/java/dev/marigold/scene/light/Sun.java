package dev.marigold.scene.light;

import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.texture.Rgb;

/**
 * Light from far away.
 *
 * @param towards where it comes from, of length 1
 * @param color irradiance of a surface that faces it
 * @param softness its radius as seen from here, in radians
 */
public record Sun(Vec towards, Rgb color, double softness) implements Light {
    private static final double FAR = 1e7;

    @Override
    public void reach(double x, double y, double z, double[] ball, LightSample sample) {
        double dx = towards.x() + softness * ball[0];
        double dy = towards.y() + softness * ball[1];
        double dz = towards.z() + softness * ball[2];
        double scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        sample.towardsX = dx * scale;
        sample.towardsY = dy * scale;
        sample.towardsZ = dz * scale;
        sample.distance = FAR;
        sample.red = color.red();
        sample.green = color.green();
        sample.blue = color.blue();
    }
}
