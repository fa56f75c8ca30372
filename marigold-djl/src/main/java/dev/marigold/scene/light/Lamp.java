package dev.marigold.scene.light;

import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.texture.Rgb;

/**
 * A glowing ball.
 *
 * @param centre where it is, metres
 * @param radius how large it is for soft shadows, metres
 * @param color irradiance at a distance of one metre
 */
public record Lamp(Vec centre, double radius, Rgb color) implements Light {
    private static final double CLOSEST = 0.15;

    @Override
    public void reach(double x, double y, double z, double[] ball, LightSample sample) {
        double dx = centre.x() + radius * ball[0] - x;
        double dy = centre.y() + radius * ball[1] - y;
        double dz = centre.z() + radius * ball[2] - z;
        double square = dx * dx + dy * dy + dz * dz;
        double distance = Math.sqrt(square);
        sample.towardsX = dx / distance;
        sample.towardsY = dy / distance;
        sample.towardsZ = dz / distance;
        sample.distance = distance;
        double falling = 1 / Math.max(square, CLOSEST);
        sample.red = color.red() * falling;
        sample.green = color.green() * falling;
        sample.blue = color.blue() * falling;
    }
}
