package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Bed;
import dev.marigold.scene.prop.Cabinet;
import dev.marigold.scene.prop.Chair;
import dev.marigold.scene.prop.Desk;
import dev.marigold.scene.prop.FloorLamp;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.PotPlant;
import dev.marigold.scene.prop.Prop;
import dev.marigold.scene.prop.Shelf;
import dev.marigold.scene.prop.SmallThings;
import dev.marigold.scene.prop.Sofa;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** Near views of one side of a room: shelves, kitchen counters, work benches, sofas, corners, ceilings. */
public final class Nook implements Composition {
    /** Creates the composition. */
    public Nook() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(2.2, 5), random.in(2.2, 5), random.in(2.3, 3));
        Shell shell = Shell.backed(stage, size);
        RoomLight light = RoomLight.of(stage, shell);
        Shell.Wall wall = shell.walls().get(0);
        switch (random.weighted(2, 2, 2, 1)) {
            case 0 -> shelves(stage, wall, size);
            case 1 -> counter(stage, wall, size);
            case 2 -> seat(stage, wall, light);
            default -> {
                new WallThings().place(stage, wall.frame().moved(random.around(0.6), 0, 0));
                new FloorThing().place(stage, wall.frame().moved(random.around(0.8), 0.5, 0));
            }
        }
        for (int i = 1; i <= 2; i++) {
            if (!shell.walls().get(i).isFree(0, size.y())) {
                continue;
            }
            Frame side = shell.walls().get(i).frame().moved(random.around(size.y() * 0.3), 0, 0);
            switch (random.weighted(2, 2, 1, 1)) {
                case 0 -> new Cabinet().place(stage, side.moved(0, 0.33, 0));
                case 1 -> new WallThings().place(stage, side);
                case 2 -> WallThings.door(stage, side);
                default -> WallThings.window(stage, side, new Vec(1, 0.9, 1.2), light.window());
            }
        }
        for (int i = random.count(0, 3); i > 0; i--) {
            random.pick(new FloorThing(), new Chair(), new PotPlant(), new FloorLamp())
                    .place(
                            stage,
                            Frame.at(random.around(size.x() * 0.4), random.in(0, size.y() * 0.35), 0)
                                    .yawed(random.in(0, 6.28)));
        }
        return gaze -> look(gaze, size);
    }

    private static void shelves(Stage stage, Shell.Wall wall, Vec size) {
        RandomStream random = stage.random();
        double height = random.in(1.4, size.z() - 0.1);
        double x = -size.x() / 2 + 0.05;
        while (x < size.x() / 2 - 0.6) {
            double width = Math.min(random.in(0.6, 1.6), size.x() / 2 - x);
            new Shelf()
                    .place(
                            stage,
                            wall.frame().moved(x + width / 2, 0.2, 0),
                            new Vec(width, random.in(0.26, 0.4), height));
            x += width + (random.chance(0.5) ? 0 : random.in(0, 0.4));
        }
    }

    private static void counter(Stage stage, Shell.Wall wall, Vec size) {
        RandomStream random = stage.random();
        double width = size.x() * random.in(0.6, 1);
        double height = random.in(0.82, 0.95);
        new Cabinet().place(stage, wall.frame().moved(0, 0.3, 0), new Vec(width, 0.56, height));
        stage.box(wall.frame().moved(0, 0.31, height), width + 0.02, 0.62, 0.035, Finish.furniture(random));
        new SmallThings()
                .scatter(
                        stage,
                        wall.frame().moved(0, 0.3, height + 0.035),
                        new Vec(width - 0.2, 0.4, 0),
                        random.count(3, 14));
        if (random.chance(0.7)) {
            double x = random.around(0.3);
            new Cabinet()
                    .place(
                            stage,
                            wall.frame().moved(x, 0.17, 1.45),
                            new Vec(width * random.in(0.4, 0.9), 0.33, Math.min(0.75, size.z() - 1.5)));
        }
        if (random.chance(0.5)) {
            stage.sheet(wall.frame().moved(0, 0.004, 1.18), width, 0.5, Finish.wall(random));
        }
        Material steel = Finish.metal(random);
        Frame tap = wall.frame().moved(random.around(width * 0.3), 0.12, height);
        stage.rod(tap, new Vec(0, 0, 0), new Vec(0, 0, 0.28), 0.012, steel);
        stage.rod(tap, new Vec(0, 0, 0.28), new Vec(0, 0.18, 0.24), 0.011, steel);
        if (random.chance(0.4)) {
            stage.box(wall.frame().moved(random.around(width * 0.3), 0.32, height + 0.036), 0.55, 0.45, 0.01, steel);
        }
    }

    private static void seat(Stage stage, Shell.Wall wall, RoomLight light) {
        RandomStream random = stage.random();
        Prop prop = random.pick(new Sofa(), new Bed(), new Desk());
        prop.place(stage, wall.frame().moved(random.around(0.4), prop instanceof Bed ? 1.15 : 0.5, 0));
        if (random.chance(0.6)) {
            WallThings.picture(stage, wall.frame().moved(random.around(0.8), 0, 0), random.in(1.4, 1.8));
        } else {
            WallThings.window(
                    stage, wall.frame().moved(random.around(0.5), 0, 0), new Vec(1.2, 0.95, 1.2), light.window());
        }
        if (random.chance(0.5)) {
            new FloorLamp().place(stage, wall.frame().moved(random.sign() * 1.4, 0.3, 0));
        }
    }

    private static Gaze look(RandomStream random, Vec size) {
        Vec from = new Vec(random.around(size.x() * 0.35), size.y() * random.in(-0.45, 0.2), random.in(0.9, 1.75));
        double lift = random.chance(0.15) ? random.in(0.5, 1.2) : random.in(-0.9, 0.2);
        Vec at = new Vec(random.around(size.x() * 0.5), size.y() / 2, Math.max(0.1, from.z() + lift));
        return new Gaze(from, at, random.normal() * 0.06, random.in(0.7, 1.25));
    }
}
