package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Cabinet;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.PotPlant;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** A corridor with doors, lamps and things along its walls. */
public final class Corridor implements Composition {
    /** Creates the composition. */
    public Corridor() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(1.2, 3.2), random.in(5, 30), random.in(2.2, 3.4));
        Shell shell = Shell.backed(stage, size);
        RoomLight light = RoomLight.of(stage, shell);
        double step = random.in(1.4, 3.5);
        for (Shell.Wall wall : shell.walls().subList(1, 3)) {
            for (double x = -size.y() / 2 + 0.8; x < size.y() / 2 - 0.8; x += step) {
                if (wall.isFree(x, 0.9)) {
                    fill(stage, wall.frame().moved(x, 0, 0), light, size);
                }
            }
        }
        Frame end = shell.walls().get(0).frame();
        if (random.chance(0.5)) {
            WallThings.door(stage, end);
        } else {
            WallThings.window(stage, end, new Vec(size.x() * 0.6, 0.4, 1.6), light.window());
        }
        if (random.chance(0.4)) {
            Material pipe = Finish.metal(random);
            double x = random.sign() * (size.x() / 2 - 0.15);
            stage.rod(
                    Frame.WORLD,
                    new Vec(x, -size.y() / 2, size.z() - 0.2),
                    new Vec(x, size.y() / 2, size.z() - 0.2),
                    random.in(0.03, 0.1),
                    pipe);
        }
        for (int i = random.count(0, 3); i > 0; i--) {
            new Person()
                    .place(
                            stage,
                            Frame.at(random.around(size.x() / 2 - 0.4), random.around(size.y() / 2), 0)
                                    .yawed(random.in(0, 6.28)));
        }
        return gaze -> look(gaze, size);
    }

    private static void fill(Stage stage, Frame place, RoomLight light, Vec size) {
        RandomStream random = stage.random();
        switch (random.weighted(4, 2, 1, 2, 1)) {
            case 0 -> WallThings.door(stage, place);
            case 1 -> new WallThings().place(stage, place);
            case 2 -> WallThings.window(stage, place, new Vec(1.1, 0.9, 1.2), light.window());
            case 3 -> {
                if (size.x() > 1.7) {
                    (random.chance(0.4) ? new Cabinet() : random.chance(0.5) ? new FloorThing() : new PotPlant())
                            .place(stage, place.moved(0, 0.33, 0));
                }
            }
            default -> WallThings.sockets(stage, place, 0);
        }
    }

    private static Gaze look(RandomStream random, Vec size) {
        Vec from = new Vec(random.around(size.x() * 0.35), -size.y() * random.in(0.1, 0.48), random.in(0.9, 1.8));
        double ahead = random.in(2, size.y() * 0.7);
        Vec at = new Vec(random.around(size.x() * 0.6), from.y() + ahead, from.z() - ahead * random.in(-0.08, 0.25));
        return new Gaze(from, at, random.normal() * 0.03, random.in(0.9, 1.45));
    }
}
