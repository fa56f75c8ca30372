package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A bed with mattress, blanket, pillows and a head. */
public final class Bed implements Prop {
    /** Creates the prop. */
    public Bed() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double width = random.in(0.9, 1.9);
        double length = random.in(1.95, 2.15);
        double base = random.in(0.15, 0.38);
        Material wood = Finish.furniture(random);
        stage.box(at.moved(0, 0, base - 0.12), width + 0.06, length + 0.06, 0.12, wood);
        for (int i = 0; i < 4; i++) {
            stage.box(
                    at.moved(((i & 1) - 0.5) * (width - 0.06), ((i >> 1) - 0.5) * (length - 0.06), 0),
                    0.06,
                    0.06,
                    base,
                    wood);
        }
        stage.cushion(at.moved(0, 0, base), new Vec(width, length, 0.22), 0.06, Finish.cloth(random));
        double cover = random.in(0.5, 0.85) * length;
        stage.cushion(
                at.moved(0, (length - cover) / 2 + 0.03, base - 0.05),
                new Vec(width + 0.08, cover, 0.31),
                0.06,
                Finish.cloth(random));
        if (random.chance(0.8)) {
            stage.box(at.moved(0, -length / 2 - 0.05, 0), width + 0.1, 0.05, base + random.in(0.3, 0.8), wood);
        }
        Material pillows = Finish.cloth(random);
        int count = width > 1.3 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            double x = count == 1 ? 0 : (i - 0.5) * width / 2;
            stage.add(
                    new RoundedBox(
                            at.moved(x, -length / 2 + 0.28, base + 0.28).pitched(0.2),
                            new Vec(0.33, 0.22, 0.08),
                            0.075),
                    pillows);
        }
    }
}
