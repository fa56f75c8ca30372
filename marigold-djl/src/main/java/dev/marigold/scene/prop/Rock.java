package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Boulder;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Mottled;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;

/** A rock or a group of them. */
public final class Rock implements Prop {
    /** Creates the prop. */
    public Rock() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Rgb stone = Palette.stone(random);
        Material material =
                Material.dull(new Mottled(random, stone, stone.times(random.in(0.4, 0.8)), random.in(0.1, 0.8), 1.2));
        double size = random.logIn(0.12, 1.4);
        for (int i = random.count(1, 3); i > 0; i--) {
            double r = size * random.in(0.4, 1);
            Frame place = at.moved(random.around(size), random.around(size), r * random.in(0, 0.5))
                    .yawed(random.in(0, 6.28))
                    .pitched(random.around(0.5));
            stage.add(
                    new Boulder(
                            place,
                            new Vec(r, r * random.in(0.6, 1.3), r * random.in(0.5, 0.9)),
                            random.in(0.1, 0.3),
                            random.in(0, 20)),
                    material);
        }
    }
}
