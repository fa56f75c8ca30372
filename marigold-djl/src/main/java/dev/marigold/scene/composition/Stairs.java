package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;

/** A flight of stairs with railings, indoors or before a building. */
public final class Stairs implements Composition {
    /** Creates the composition. */
    public Stairs() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        double width = random.in(0.9, random.chance(0.3) ? 6 : 2);
        double rise = random.in(0.14, 0.2);
        double tread = random.in(0.24, 0.36);
        int steps = random.count(6, 18);
        double run = steps * tread;
        boolean outdoors = random.chance(0.35);
        if (outdoors) {
            Daylight.on(stage);
            stage.add(new Plane(Frame.at(0, 0, -0.001)), Finish.paving(random));
            new Building()
                    .place(
                            stage,
                            Frame.at(random.around(2), run + random.in(1, 4), steps * rise - 0.5)
                                    .yawed(StrictMath.PI),
                            new Vec(random.in(8, 20), 8, random.in(5, 12)));
        } else {
            Shell shell = Shell.backed(
                    stage,
                    new Vec(width + random.in(0.2, 4), 2 * run + random.in(2, 5), steps * rise + random.in(2.3, 3)));
            RoomLight light = RoomLight.of(stage, shell);
            WallThings.window(
                    stage, shell.walls().get(0).frame(), new Vec(0.9, steps * rise + 0.8, 1.2), light.window());
            for (int i = random.count(0, 3); i > 0; i--) {
                Shell.Wall wall = shell.walls().get(random.count(1, 2));
                double x = random.around(run * 0.7);
                if (wall.isFree(x, 0.9)) {
                    WallThings.picture(stage, wall.frame().moved(x, 0, 0), random.in(1.4, 3));
                }
            }
        }
        flight(stage, width, rise, tread, steps);
        stage.box(Frame.at(0, run + 1.5, 0), width, 3, steps * rise, Finish.floor(random));
        if (random.chance(0.3)) {
            int at = random.count(1, steps - 1);
            new Person()
                    .place(
                            stage,
                            Frame.at(random.around(width * 0.3), (at + 0.5) * tread, (at + 1) * rise)
                                    .yawed(random.in(0, 6.28)));
        }
        new FloorThing()
                .place(
                        stage,
                        Frame.at(random.sign() * width * 0.4, -random.in(0.6, 1.5), 0)
                                .yawed(random.in(0, 6.28)));
        return gaze -> look(gaze, width, run, steps * rise);
    }

    private static void flight(Stage stage, double width, double rise, double tread, int steps) {
        RandomStream random = stage.random();
        Material top = random.chance(0.5) ? Finish.wood(random) : Finish.paving(random);
        Material front = random.chance(0.5) ? top : Finish.painted(random, Palette.neutral(random));
        boolean open = random.chance(0.25);
        for (int i = 0; i < steps; i++) {
            Frame step = Frame.at(0, (i + 0.5) * tread, 0);
            if (!open) {
                stage.box(step, width, tread, (i + 1) * rise - 0.03, front);
            }
            stage.box(step.moved(0, -0.01, (i + 1) * rise - 0.03), width, tread + 0.02, 0.03, top);
        }
        Material rail = random.chance(0.5) ? Finish.metal(random) : Finish.wood(random);
        for (int side = -1; side <= 1; side += 2) {
            if (random.chance(0.75)) {
                double x = side * (width / 2 - 0.04);
                stage.rod(
                        Frame.WORLD,
                        new Vec(x, 0, rise + 0.9),
                        new Vec(x, steps * tread, (steps + 1) * rise + 0.9),
                        0.022,
                        rail);
                int every = random.count(1, 3);
                for (int i = 0; i < steps; i += every) {
                    stage.rod(
                            Frame.WORLD,
                            new Vec(x, (i + 0.5) * tread, (i + 1) * rise),
                            new Vec(x, (i + 0.5) * tread, (i + 1.5) * rise + 0.9),
                            0.011,
                            rail);
                }
            }
        }
    }

    private static Gaze look(RandomStream random, double width, double run, double height) {
        double fov = random.in(0.85, 1.35);
        if (random.chance(0.7)) {
            Vec from = new Vec(random.around(0.5 * width + 0.5), -random.in(0.5, 3.5), random.in(0.9, 1.8));
            return new Gaze(
                    from,
                    new Vec(random.around(width / 2), run * random.in(0.2, 0.8), height * random.in(0.1, 0.7)),
                    random.normal() * 0.04,
                    fov);
        }
        Vec from = new Vec(random.around(width * 0.4), run + random.in(0.2, 2), height + random.in(1.2, 1.7));
        return new Gaze(
                from,
                new Vec(random.around(width * 0.4), -random.in(0, 1), random.in(0, 0.4) * height),
                random.normal() * 0.04,
                fov);
    }
}
