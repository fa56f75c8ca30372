package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Mottled;
import dev.marigold.scene.texture.Palette;

/** A plant in a pot: stems with leaves. */
public final class PotPlant implements Prop {
    /** Creates the prop. */
    public PotPlant() {}

    @Override
    public void place(Stage stage, Frame at) {
        place(stage, at, stage.random().in(0.5, 1.8));
    }

    /** Adds a plant of this height, metres. */
    public void place(Stage stage, Frame at, double height) {
        RandomStream random = stage.random();
        double pot = height * random.in(0.18, 0.3);
        double radius = pot * random.in(0.4, 0.65);
        stage.add(
                new Lathe(
                        at,
                        0,
                        0,
                        radius * 0.75,
                        0,
                        radius,
                        pot,
                        radius * 0.9,
                        pot,
                        radius * 0.85,
                        pot * 0.85,
                        0,
                        pot * 0.85),
                Finish.any(random));
        Material leaf =
                Material.glossy(new Mottled(random, Palette.leaf(random), Palette.leaf(random), 0.08, 0.5), 0.03, 20);
        Material stem = Finish.painted(random, Palette.leaf(random).times(0.6));
        int leaves = random.count(10, 26);
        double spread = height * random.in(0.25, 0.5);
        for (int i = 0; i < leaves; i++) {
            Frame turned = at.yawed(i * 2.4 + random.around(0.5));
            double top = pot + (height - pot) * random.in(0.25, 1);
            double out = spread * random.in(0.2, 1);
            stage.rod(
                    turned,
                    new Vec(0, 0.02 * i / leaves, pot * 0.8),
                    new Vec(0, out * 0.7, top),
                    0.004 + 0.004 * height,
                    stem);
            double size = height * random.in(0.06, 0.16);
            Frame tip =
                    turned.moved(0, out * 0.7, top).pitched(random.in(-1, 0.7)).rolled(random.around(0.5));
            stage.add(new Ellipsoid(tip.moved(0, size * 0.8, 0), size * random.in(0.3, 0.7), size, size * 0.06), leaf);
        }
    }
}
