package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A sofa or armchair of cushions. */
public final class Sofa implements Prop {
    /** Creates the prop. */
    public Sofa() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material cover = random.chance(0.7) ? Finish.cloth(random) : Finish.leather(random);
        int seats = random.weighted(2, 3, 3) + 1;
        double seat = random.in(0.55, 0.75);
        double depth = random.in(0.8, 0.98);
        double height = random.in(0.36, 0.46);
        double arm = random.in(0.1, 0.26);
        double width = seats * seat;
        double back = height + random.in(0.32, 0.5);
        double round = random.in(0.03, 0.09);
        stage.cushion(at.moved(0, 0, random.in(0.04, 0.12)), new Vec(width + arm, depth, height - 0.16), 0.03, cover);
        for (int i = 0; i < seats; i++) {
            double x = (i + 0.5) * seat - width / 2;
            stage.cushion(at.moved(x, 0.06, height - 0.14), new Vec(seat - 0.01, depth - 0.15, 0.18), round, cover);
            stage.cushion(
                    at.moved(x, -depth / 2 + 0.22, height).pitched(0.2),
                    new Vec(seat - 0.02, 0.2, back - height - 0.04),
                    round,
                    cover);
        }
        stage.cushion(at.moved(0, -depth / 2 + 0.1, 0.08), new Vec(width + 2 * arm, 0.2, back - 0.1), round, cover);
        for (int side = -1; side <= 1; side += 2) {
            stage.cushion(
                    at.moved(side * (width / 2 + arm / 2), 0, 0.06),
                    new Vec(arm, depth, height + random.in(0.08, 0.2)),
                    round,
                    cover);
        }
        for (int i = random.count(0, 2 * seats); i > 0; i--) {
            Frame pillow = at.moved(random.around(width / 2 - 0.2), random.in(-0.1, 0.1), height + 0.12)
                    .yawed(random.around(0.4))
                    .pitched(random.in(0.2, 0.6));
            stage.add(new RoundedBox(pillow.moved(0, 0, 0.1), new Vec(0.2, 0.07, 0.18), 0.065), Finish.cloth(random));
        }
    }
}
