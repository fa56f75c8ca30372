package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;

/** A cabinet, wardrobe, chest of drawers, fridge or sideboard. */
public final class Cabinet implements Prop {
    /** Creates the prop. */
    public Cabinet() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        boolean tall = random.chance(0.4);
        place(
                stage,
                at,
                new Vec(random.in(0.5, 1.8), random.in(0.35, 0.62), tall ? random.in(1.5, 2.2) : random.in(0.45, 1.1)));
    }

    /** Adds a cabinet of this width, depth and height. */
    public void place(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material body = Finish.furniture(random);
        Material doors = random.chance(0.7) ? body : Finish.furniture(random);
        Material handle = random.chance(0.5) ? Finish.metal(random) : Finish.painted(random, Rgb.BLACK);
        double foot = random.chance(0.5) ? random.in(0.05, 0.15) : 0;
        stage.box(at.moved(0, 0, foot), size.x(), size.y(), size.z() - foot, body);
        for (int i = 0; i < 4 && foot > 0; i++) {
            stage.box(
                    at.moved(((i & 1) - 0.5) * (size.x() - 0.08), ((i >> 1) - 0.5) * (size.y() - 0.08), 0),
                    0.04,
                    0.04,
                    foot,
                    body);
        }
        int columns = Math.max(1, (int) Math.round(size.x() / random.in(0.4, 0.7)));
        int rows = random.chance(0.5) ? 1 : Math.max(1, (int) Math.round(size.z() / random.in(0.2, 0.5)));
        double width = size.x() / columns;
        double height = (size.z() - foot) / rows;
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                Frame door = at.moved((i + 0.5) * width - size.x() / 2, size.y() / 2 + 0.005, foot + j * height + 0.01);
                stage.box(door, width - 0.02, 0.018, height - 0.02, doors);
                stage.box(
                        door.moved(
                                rows > 1 ? 0 : (i % 2 == 0 ? 0.4 : -0.4) * width,
                                0.02,
                                height * (rows > 1 ? 0.5 : 0.45)),
                        rows > 1 ? 0.14 : 0.02,
                        0.025,
                        rows > 1 ? 0.015 : 0.14,
                        handle);
            }
        }
        if (size.z() < 1.3 && random.chance(0.7)) {
            new SmallThings()
                    .scatter(
                            stage,
                            at.moved(0, 0, size.z()),
                            new Vec(size.x() - 0.1, size.y() - 0.1, 0),
                            random.count(1, 5));
        }
    }
}
