package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A table: round or not, on legs, trestles or a foot, often with things on it. */
public final class Table implements Prop {
    private static final SmallThings THINGS = new SmallThings();

    /** Creates the prop. */
    public Table() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        boolean low = random.chance(0.25);
        Vec size = new Vec(
                random.in(0.7, low ? 1.2 : 1.9),
                random.in(0.5, 0.95),
                low ? random.in(0.32, 0.5) : random.in(0.68, 0.78));
        place(stage, at, size);
        if (random.chance(0.75)) {
            THINGS.scatter(
                    stage, at.moved(0, 0, size.z()), new Vec(size.x() - 0.2, size.y() - 0.15, 0), random.count(1, 7));
        }
    }

    /** Adds a table of this width, depth and height. */
    public void place(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material top = Finish.furniture(random);
        Material legs = random.chance(0.5) ? top : random.chance(0.5) ? Finish.metal(random) : Finish.furniture(random);
        double thick = random.in(0.018, 0.06);
        double height = size.z() - thick;
        if (random.chance(0.2)) {
            double radius = Math.min(size.x(), size.y()) * 0.55;
            stage.cylinder(at.moved(0, 0, height), radius, radius, thick, top);
            stage.cylinder(at, radius * 0.5, radius * 0.4, 0.04, legs);
            stage.cylinder(at, 0.04, 0.035, height, legs);
            return;
        }
        stage.box(at.moved(0, 0, height), size.x(), size.y(), thick, top);
        double x = size.x() / 2 - random.in(0.02, 0.12);
        double y = size.y() / 2 - random.in(0.02, 0.08);
        double leg = random.in(0.012, 0.035);
        boolean round = random.chance(0.5);
        for (int i = 0; i < 4; i++) {
            double sx = (i & 1) == 0 ? x : -x;
            double sy = (i & 2) == 0 ? y : -y;
            if (round) {
                stage.rod(at, new Vec(sx, sy, leg), new Vec(sx * 0.97, sy * 0.97, height), leg, legs);
            } else {
                stage.box(at.moved(sx, sy, 0), 2 * leg, 2 * leg, height, legs);
            }
        }
        if (random.chance(0.5)) {
            stage.box(at.moved(0, y, height - 0.1), 2 * x, 0.02, 0.1, legs);
            stage.box(at.moved(0, -y, height - 0.1), 2 * x, 0.02, 0.1, legs);
        }
    }
}
