package dev.marigold.scene.stage;

import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Sky;
import dev.marigold.scene.light.Sun;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.texture.Rgb;

/** Light outdoors: a sunny, hazy, grey or late day. */
public final class Daylight {
    private Daylight() {}

    /** Lights a stage from above. */
    public static void on(Stage stage) {
        RandomStream random = stage.random();
        double height = random.logIn(0.12, 1.35);
        double turn = random.in(0, 2 * StrictMath.PI);
        Vec towards = new Vec(
                StrictMath.cos(height) * StrictMath.cos(turn),
                StrictMath.cos(height) * StrictMath.sin(turn),
                StrictMath.sin(height));
        boolean sunny = random.chance(0.68);
        Sky sky = sunny ? Sky.clear(random, towards) : Sky.overcast(random);
        stage.sky(sky);
        Rgb warm = Rgb.hsv(random.in(0.06, 0.13), random.in(0.02, 0.15) + 0.4 * Math.max(0, 0.5 - height), 1);
        double strength = sunny ? random.in(1, 4.5) : random.in(0.02, 0.3);
        stage.light(new Sun(towards, warm.times(strength), sunny ? random.in(0.005, 0.05) : 0.5));
        stage.ambient(sky.mean().times(random.in(0.05, 0.2)), 0.6);
        stage.haze(random.chance(0.45) ? random.logIn(0.0005, 0.012) : 0.0001);
    }
}
