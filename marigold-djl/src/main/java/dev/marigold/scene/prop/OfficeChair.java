package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;

/** A swivel chair on a star of rolls. */
public final class OfficeChair implements Prop {
    /** Creates the prop. */
    public OfficeChair() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material base = random.chance(0.6) ? Finish.painted(random, Rgb.BLACK) : Finish.metal(random);
        Material seat = random.chance(0.6) ? Finish.cloth(random) : Finish.leather(random);
        Frame turned = at.yawed(random.in(0, 1.2));
        for (int i = 0; i < 5; i++) {
            Frame arm = turned.yawed(i * 2 * StrictMath.PI / 5);
            stage.rod(arm, new Vec(0, 0, 0.11), new Vec(0, 0.29, 0.08), 0.018, base);
            stage.add(new Ellipsoid(arm.moved(0, 0.3, 0.03), 0.03, 0.03, 0.03), base);
        }
        double height = random.in(0.42, 0.54);
        stage.cylinder(at.moved(0, 0, 0.1), 0.03, 0.025, height - 0.1, base);
        double width = random.in(0.44, 0.52);
        stage.cushion(at.moved(0, 0, height), new Vec(width, width, 0.1), 0.045, seat);
        Frame back = at.moved(0, -width / 2 + 0.02, height + 0.16).pitched(random.in(0.02, 0.25));
        stage.cushion(back, new Vec(width * random.in(0.8, 1), 0.08, random.in(0.35, 0.65)), 0.04, seat);
        stage.rod(at, new Vec(0, 0, height), new Vec(0, -width / 2, height + 0.3), 0.02, base);
        if (random.chance(0.6)) {
            for (int side = -1; side <= 1; side += 2) {
                double x = side * (width / 2 + 0.03);
                stage.rod(at, new Vec(x, 0, height), new Vec(x, 0, height + 0.2), 0.015, base);
                stage.box(at.moved(x, 0.03, height + 0.2), 0.06, 0.25, 0.03, base);
            }
        }
    }
}
