package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Triangle;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Blocks;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** A building whose front, with windows, doors, balconies and shops, looks along the y axis; its frame is in the middle of the front's foot. */
public final class Building implements Prop {
    /** Creates the prop. */
    public Building() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        place(stage, at, new Vec(random.in(6, 20), random.in(6, 12), random.in(4, 18)));
    }

    /** Adds a building of this width, depth and height. */
    public void place(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material wall = Finish.facade(random);
        stage.box(at.moved(0, -size.y() / 2, 0), size.x(), size.y(), size.z(), wall);
        if (random.chance(0.6)) {
            stage.box(at.moved(0, 0.03, 0), size.x(), 0.1, random.in(0.3, 1), Finish.facade(random));
        }
        roof(stage, at, size);
        windows(stage, at, size);
    }

    private static void roof(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material tiles = Material.dull(new Blocks(random, Palette.brick(random).times(0.7), 0.3, 0.35, 0.5));
        if (random.chance(0.45)) {
            stage.box(
                    at.moved(0, -size.y() / 2 + 0.1, size.z()),
                    size.x() + 0.3,
                    size.y() + 0.5,
                    0.3,
                    Finish.facade(random));
            return;
        }
        double rise = size.y() * random.in(0.25, 0.5);
        double x = size.x() / 2 + 0.3;
        Vec[] foot = {
            at.toWorld(-x, 0.4, size.z()),
            at.toWorld(x, 0.4, size.z()),
            at.toWorld(x, -size.y() - 0.4, size.z()),
            at.toWorld(-x, -size.y() - 0.4, size.z())
        };
        Vec left = at.toWorld(-x, -size.y() / 2, size.z() + rise);
        Vec right = at.toWorld(x, -size.y() / 2, size.z() + rise);
        stage.add(new Triangle(foot[0], foot[1], right), tiles);
        stage.add(new Triangle(foot[0], right, left), tiles);
        stage.add(new Triangle(foot[2], foot[3], left), tiles);
        stage.add(new Triangle(foot[2], left, right), tiles);
        Material gable = Finish.facade(random);
        stage.add(new Triangle(foot[0], left, foot[3]), gable);
        stage.add(new Triangle(foot[1], right, foot[2]), gable);
        if (random.chance(0.6)) {
            stage.box(
                    at.moved(random.around(x * 0.7), -size.y() * 0.45, size.z() + rise * 0.6),
                    0.7,
                    0.7,
                    rise * 0.8 + 0.5,
                    gable);
        }
    }

    private static void windows(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        double story = random.in(2.8, 3.6);
        double pitch = random.in(1.7, 3.6);
        int columns = Math.max(1, (int) (size.x() / pitch));
        int rows = Math.max(1, (int) (size.z() / story));
        double width = pitch * random.in(0.35, 0.7);
        double height = story * random.in(0.4, 0.65);
        Material frame = Finish.painted(random, Palette.neutral(random));
        Material glass = Finish.glass(random);
        boolean balconies = random.chance(0.3);
        boolean shutters = random.chance(0.25);
        Material shutter = Finish.painted(random, Palette.muted(random));
        int door = random.count(0, columns - 1);
        boolean shop = random.chance(0.35);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                double x = (i + 0.5) * size.x() / columns - size.x() / 2;
                Frame window = at.moved(x, 0.02, j * story + story * 0.3);
                if (j == 0 && (i == door || shop)) {
                    Frame foot = at.moved(x, 0.02, 0);
                    double wide = i == door ? 1.1 : pitch * 0.85;
                    stage.box(foot, wide + 0.2, 0.14, 2.35, frame);
                    stage.box(foot.moved(0, 0.05, 0.05), wide, 0.1, 2.2, i == door ? Finish.furniture(random) : glass);
                    if (shop && random.chance(0.4)) {
                        stage.box(foot.moved(0, 0.5, 2.5).pitched(-0.3), pitch * 0.95, 1, 0.04, Finish.cloth(random));
                    }
                    continue;
                }
                stage.box(window, width + 0.16, 0.12, height + 0.16, frame);
                stage.box(window.moved(0, 0.02, 0.08), width, 0.1, height, glass);
                stage.box(window.moved(0, 0.03, 0.08), 0.06, 0.11, height, frame);
                stage.box(window.moved(0, 0.06, -0.03), width + 0.3, 0.25, 0.06, frame);
                if (shutters) {
                    stage.box(window.moved(-width * 0.75, 0.04, 0), width * 0.45, 0.06, height + 0.1, shutter);
                    stage.box(window.moved(width * 0.75, 0.04, 0), width * 0.45, 0.06, height + 0.1, shutter);
                }
                if (balconies && j > 0 && (i & 1) == 0) {
                    balcony(stage, window.moved(0, 0.6, -0.35), pitch);
                }
            }
        }
    }

    private static void balcony(Stage stage, Frame at, double pitch) {
        Material material = Finish.metal(stage.random());
        double width = pitch * 0.9;
        stage.box(at, width, 1.2, 0.14, Material.dull(Texture.plain(Rgb.grey(0.5))));
        stage.rod(at, new Vec(-width / 2, 0.58, 1), new Vec(width / 2, 0.58, 1), 0.03, material);
        int bars = (int) (width / 0.22);
        for (int i = 0; i <= bars; i++) {
            double x = width * ((double) i / bars - 0.5);
            stage.rod(at, new Vec(x, 0.58, 0.14), new Vec(x, 0.58, 1), 0.012, material);
        }
    }
}
