package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;

/** A bush, hedge plant or tuft of tall grass. */
public final class Bush implements Prop {
    /** Creates the prop. */
    public Bush() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        if (random.chance(0.3)) {
            grass(stage, at);
            return;
        }
        Material leaves = Finish.leaves(random);
        double size = random.in(0.3, 1.1);
        for (int i = random.count(1, 4); i > 0; i--) {
            double radius = size * random.in(0.5, 1);
            Tree.crown(stage, at.moved(random.around(size), random.around(size), radius * 0.6), radius, leaves);
        }
    }

    private static void grass(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material blade = Finish.painted(random, Palette.leaf(random));
        double height = random.in(0.2, 0.9);
        for (int i = 0; i < 18; i++) {
            Vec foot = new Vec(random.around(0.12), random.around(0.12), -0.05);
            Vec tip = foot.plus(
                    new Vec(random.around(0.4) * height, random.around(0.4) * height, height * random.in(0.6, 1)));
            stage.rod(at, foot, tip, 0.006, blade);
        }
    }
}
