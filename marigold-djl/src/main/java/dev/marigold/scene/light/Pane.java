package dev.marigold.scene.light;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.texture.Rgb;

/**
 * A bright rectangle that shines along its frame's y axis: a window, a ceiling panel, a screen.
 *
 * @param frame its middle
 * @param halfX half its width, metres
 * @param halfZ half its height, metres
 * @param radiance what it sends out
 */
public record Pane(Frame frame, double halfX, double halfZ, Rgb radiance) implements Light {
    private static final double CLOSEST = 0.1;

    @Override
    public void reach(double x, double y, double z, double[] ball, LightSample sample) {
        Vec place = frame.toWorld(halfX * ball[0], 0.01, halfZ * ball[1]);
        double dx = place.x() - x;
        double dy = place.y() - y;
        double dz = place.z() - z;
        double square = dx * dx + dy * dy + dz * dz;
        double distance = Math.sqrt(square);
        sample.towardsX = dx / distance;
        sample.towardsY = dy / distance;
        sample.towardsZ = dz / distance;
        sample.distance = distance;
        Vec shines = frame.ahead();
        double facing = -(shines.x() * dx + shines.y() * dy + shines.z() * dz) / distance;
        double strength = Math.max(0, facing) * 4 * halfX * halfZ / Math.max(square, CLOSEST);
        sample.red = radiance.red() * strength;
        sample.green = radiance.green() * strength;
        sample.blue = radiance.blue() * strength;
    }
}
