package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A chair with four thin legs, a seat and a back of panel, slats or bars. */
public final class Chair implements Prop {
    /** Creates the prop. */
    public Chair() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material frame = random.chance(0.35) ? Finish.metal(random) : Finish.furniture(random);
        Material seat = random.chance(0.4) ? Finish.cloth(random) : random.chance(0.3) ? Finish.leather(random) : frame;
        double width = random.in(0.38, 0.52);
        double depth = random.in(0.38, 0.5);
        double height = random.in(0.42, 0.5);
        double back = height + random.in(0.3, 0.6);
        double leg = random.in(0.01, 0.024);
        double x = width / 2 - leg;
        double y = depth / 2 - leg;
        double splay = random.chance(0.5) ? random.in(0, 0.07) : 0;
        for (int side = -1; side <= 1; side += 2) {
            stage.rod(at, new Vec(side * (x + splay), y + splay, leg), new Vec(side * x, y, height), leg, frame);
            stage.rod(at, new Vec(side * (x + splay), -y - splay, leg), new Vec(side * x, -y, height), leg, frame);
            stage.rod(at, new Vec(side * x, -y, height), new Vec(side * x, -y - 0.06, back), leg, frame);
            if (random.chance(0.25)) {
                stage.rod(at, new Vec(side * x, -y, height + 0.2), new Vec(side * x, y, height + 0.2), leg, frame);
                stage.rod(at, new Vec(side * x, y, height), new Vec(side * x, y, height + 0.2), leg, frame);
            }
        }
        stage.cushion(at.moved(0, 0, height - 0.02), new Vec(width, depth, random.in(0.025, 0.09)), 0.02, seat);
        back(stage, at.moved(0, -y - 0.035, 0), new Vec(x, height, back), random.chance(0.5) ? seat : frame);
    }

    private static void back(Stage stage, Frame at, Vec size, Material material) {
        RandomStream random = stage.random();
        double low = size.y() + random.in(0.05, 0.25);
        if (random.chance(0.5)) {
            stage.cushion(
                    at.moved(0, 0, low), new Vec(2 * size.x(), random.in(0.015, 0.06), size.z() - low), 0.02, material);
            return;
        }
        boolean level = random.chance(0.5);
        int bars = random.count(2, 6);
        for (int i = 0; i < bars; i++) {
            double share = (i + 0.5) / bars;
            if (level) {
                stage.box(at.moved(0, 0, low + share * (size.z() - low)), 2 * size.x(), 0.015, 0.04, material);
            } else {
                stage.box(
                        at.moved(size.x() * (2 * share - 1), 0, size.y()),
                        0.025,
                        0.015,
                        size.z() - size.y() - 0.04,
                        material);
            }
        }
        stage.box(at.moved(0, 0, size.z() - 0.05), 2 * size.x() + 0.02, 0.025, 0.06, material);
    }
}
