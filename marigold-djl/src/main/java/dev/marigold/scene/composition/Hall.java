package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Cabinet;
import dev.marigold.scene.prop.Chair;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.PotPlant;
import dev.marigold.scene.prop.Shelf;
import dev.marigold.scene.prop.Sofa;
import dev.marigold.scene.prop.Table;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A large room: hall, canteen, classroom, store, workshop or garage, with columns and rows of furniture. */
public final class Hall implements Composition {
    /** Creates the composition. */
    public Hall() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(7, 18), random.in(8, 26), random.in(2.8, 6.5));
        Shell shell = Shell.build(stage, size);
        RoomLight light = RoomLight.of(stage, shell);
        for (Shell.Wall wall : shell.walls()) {
            for (double x = -wall.length() / 2 + 1.2; x < wall.length() / 2 - 1; x += random.in(1.5, 3.5)) {
                if (wall.isFree(x, 1)) {
                    along(stage, wall.frame().moved(x, 0, 0), light, size.z());
                }
            }
        }
        if (random.chance(0.5)) {
            columns(stage, size);
        }
        rows(stage, size);
        for (int i = random.count(0, 6); i > 0; i--) {
            new Person()
                    .place(
                            stage,
                            Frame.at(random.around(size.x() * 0.4), random.around(size.y() * 0.4), 0)
                                    .yawed(random.in(0, 6.28)));
        }
        return gaze -> Room.look(gaze, size);
    }

    private static void along(Stage stage, Frame place, RoomLight light, double height) {
        RandomStream random = stage.random();
        switch (random.weighted(2, 1, 2, 2, 1.5)) {
            case 0 ->
                WallThings.window(
                        stage,
                        place,
                        new Vec(random.in(1, 2), 0.9, Math.min(height - 1.2, random.in(1, 3))),
                        0.7 * light.window());
            case 1 -> WallThings.door(stage, place);
            case 2 -> new WallThings().place(stage, place);
            case 3 ->
                random.pick(new Shelf(), new Cabinet(), new Sofa(), new FloorThing())
                        .place(stage, place.moved(0, 0.45, 0));
            default -> new PotPlant().place(stage, place.moved(0, 0.5, 0));
        }
    }

    private static void columns(Stage stage, Vec size) {
        RandomStream random = stage.random();
        Material material = random.chance(0.5) ? Finish.wall(random) : Finish.facade(random);
        double half = random.in(0.12, 0.35);
        boolean round = random.chance(0.5);
        double step = random.in(3, 6);
        double x = size.x() * random.in(0.15, 0.35);
        for (double y = -size.y() / 2 + 2; y < size.y() / 2 - 1; y += step) {
            for (int side = -1; side <= 1; side += 2) {
                Frame foot = Frame.at(side * x, y, 0);
                if (round) {
                    stage.cylinder(foot, half, half, size.z(), material);
                } else {
                    stage.box(foot, 2 * half, 2 * half, size.z(), material);
                }
            }
        }
    }

    private static void rows(Stage stage, Vec size) {
        RandomStream random = stage.random();
        int kind = random.weighted(3, 2, 2, 2);
        double stepX = kind == 1 ? random.in(2, 3.5) : random.in(1.6, 3.5);
        double stepY = random.in(1.8, 3.5);
        double fullness = random.in(0.3, 0.95);
        long seed = random.nextLong();
        for (double x = -size.x() / 2 + 1.8; x < size.x() / 2 - 1.5; x += stepX) {
            for (double y = -size.y() / 2 + 2; y < size.y() / 2 - 1.5; y += stepY) {
                if (!random.chance(fullness)) {
                    continue;
                }
                Frame at = Frame.at(x + random.around(0.15), y + random.around(0.15), 0)
                        .yawed(random.around(0.08));
                switch (kind) {
                    case 0 -> Room.dining(stage.withRandom(RandomStream.of(seed, 1)), at);
                    case 1 ->
                        new Shelf()
                                .place(
                                        stage,
                                        at.yawed(1.5707963),
                                        new Vec(stepY * 0.95, random.in(0.4, 0.8), Math.min(size.z() - 0.5, 2.2)));
                    case 2 ->
                        random.pick(new FloorThing(), new Table(), new Cabinet(), new Person())
                                .place(stage, at.yawed(random.in(0, 6.28)));
                    default -> new Chair().place(stage.withRandom(RandomStream.of(seed, 2)), at.yawed(StrictMath.PI));
                }
            }
        }
    }
}
