package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** Boards with books, boxes, folders and other things, open or with a back. */
public final class Shelf implements Prop {
    /** The largest width of a shelf whose width was not said, metres. */
    public static final double BROADEST = 1.8;

    /** Creates the prop. */
    public Shelf() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        place(stage, at, new Vec(random.in(0.6, BROADEST), random.in(0.24, 0.42), random.in(0.8, 2.3)));
    }

    /** Adds shelves of this width, depth and height. */
    public void place(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material wood = Finish.furniture(random);
        double thick = random.in(0.015, 0.035);
        int rows = Math.max(2, (int) Math.round(size.z() / random.in(0.27, 0.42)));
        double gap = (size.z() - thick) / rows;
        for (int i = 0; i <= rows; i++) {
            stage.box(at.moved(0, 0, i * gap), size.x(), size.y(), thick, wood);
        }
        for (int side = -1; side <= 1; side += 2) {
            stage.box(at.moved(side * (size.x() - thick) / 2, 0, 0), thick, size.y(), size.z(), wood);
        }
        if (random.chance(0.7)) {
            stage.box(at.moved(0, -size.y() / 2 + 0.008, 0), size.x(), 0.012, size.z(), wood);
        }
        double fullness = random.in(0.3, 1);
        for (int i = 0; i < rows; i++) {
            if (random.chance(0.9)) {
                fill(
                        stage,
                        at.moved(0, 0, i * gap + thick),
                        new Vec(size.x() - 2 * thick, size.y(), gap - thick),
                        fullness);
            }
        }
    }

    private static void fill(Stage stage, Frame at, Vec room, double fullness) {
        RandomStream random = stage.random();
        int kind = random.weighted(5, 2, 2);
        double x = -room.x() / 2 + 0.01;
        while (x < room.x() / 2 - 0.03) {
            if (!random.chance(fullness)) {
                x += random.in(0.05, 0.3);
                continue;
            }
            double width = kind == 0 ? random.in(0.03, 0.09) : random.in(0.1, 0.35);
            if (x + width > room.x() / 2) {
                break;
            }
            double height = room.z() * random.in(kind == 0 ? 0.6 : 0.35, 0.95);
            double depth = room.y() * random.in(0.5, 0.9);
            Frame place = at.moved(x + width / 2, (room.y() - depth) / 2 - random.in(0.005, 0.08), 0);
            if (kind == 2 && random.chance(0.5)) {
                SmallThings.any(stage, place);
            } else {
                Rgb color = Palette.any(random);
                stage.box(
                        place,
                        width - 0.004,
                        depth,
                        height,
                        kind == 0 || random.chance(0.5)
                                ? Material.dull(Texture.plain(color))
                                : Finish.painted(random, color));
            }
            x += width;
        }
    }
}
