package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A place to work: table, drawers, screen, keyboard, lamp and papers. */
public final class Desk implements Prop {
    /** Creates the prop. */
    public Desk() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(1.1, 1.9), random.in(0.6, 0.85), random.in(0.7, 0.77));
        new Table().place(stage, at, size);
        if (random.chance(0.5)) {
            Material drawers = Finish.furniture(random);
            Frame below = at.moved(random.sign() * (size.x() / 2 - 0.25), 0, 0);
            stage.box(below, 0.4, size.y() - 0.1, size.z() - 0.08, drawers);
            for (int i = 0; i < 3; i++) {
                stage.box(below.moved(0, size.y() / 2 - 0.04, 0.06 + 0.2 * i), 0.36, 0.02, 0.17, drawers);
            }
        }
        dress(stage, at.moved(0, 0, size.z()), size);
    }

    /** Adds what stands on a desk of this size. */
    public static void dress(Stage stage, Frame top, Vec size) {
        RandomStream random = stage.random();
        int screens = random.weighted(1, 5, 2);
        for (int i = 0; i < screens; i++) {
            double x = screens == 1 ? random.around(0.25) : (i - 0.5) * 0.6;
            SmallThings.monitor(stage, top.moved(x, -size.y() / 2 + 0.2, 0).yawed(random.around(0.3)));
        }
        if (random.chance(0.8)) {
            SmallThings.keyboard(
                    stage,
                    top.moved(random.around(0.15), random.in(-0.05, size.y() / 2 - 0.1), 0)
                            .yawed(random.around(0.25)));
        }
        if (random.chance(0.4)) {
            SmallThings.deskLamp(stage, top.moved(random.sign() * (size.x() / 2 - 0.15), -size.y() / 2 + 0.15, 0));
        }
        new SmallThings().scatter(stage, top, new Vec(size.x() - 0.15, size.y() - 0.1, 0), random.count(2, 10));
    }
}
