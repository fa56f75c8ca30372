package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** A lamp on a thin pole; sometimes it is on. */
public final class FloorLamp implements Prop {
    /** Creates the prop. */
    public FloorLamp() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material metal = Finish.metal(random);
        double height = random.in(1.2, 1.9);
        stage.cylinder(at, 0.15, 0.14, 0.03, metal);
        stage.rod(at, new Vec(0, 0, 0.03), new Vec(0, 0, height), random.in(0.008, 0.018), metal);
        double wide = random.in(0.12, 0.25);
        double narrow = wide * random.in(0.4, 1);
        double tall = random.in(0.15, 0.35);
        boolean on = random.chance(0.5);
        Rgb warm = Rgb.hsv(random.in(0.07, 0.12), random.in(0.1, 0.4), 0.95);
        Material shade = on ? Material.glowing(Texture.plain(warm), random.in(1.5, 5)) : Finish.cloth(random);
        stage.add(new Lathe(at.moved(0, 0, height - tall / 2), wide, 0, narrow, tall), shade);
        if (on) {
            Vec bulb = at.toWorld(0, 0, height + tall / 2 + 0.1);
            stage.light(new Lamp(bulb, 0.12, warm.times(random.in(0.3, 1.2))));
        }
    }
}
