package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.prop.SmallThings;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;

/** Close views of floors, walls, desks, facades and roads that fill the picture, nearly without anything on them. */
public final class Planes implements Composition {
    /** Creates the composition. */
    public Planes() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        boolean outdoors = random.chance(0.35);
        boolean upright = random.chance(0.45);
        if (outdoors) {
            Daylight.on(stage);
        } else {
            stage.light(new Lamp(
                    new Vec(random.around(2), random.around(2), random.in(2, 4)),
                    random.in(0.1, 0.8),
                    Rgb.hsv(0.1, random.in(0, 0.3), 1).times(3)));
            stage.ambient(Rgb.grey(random.in(0.1, 0.5)), 0.4);
        }
        Material ground = outdoors
                ? (random.chance(0.5)
                        ? Finish.road(random)
                        : random.chance(0.5) ? Finish.paving(random) : Finish.ground(random))
                : random.chance(0.3) ? Finish.wood(random) : Finish.floor(random);
        stage.add(new Plane(Frame.WORLD), ground);
        double distance = random.logIn(0.5, 6);
        Frame wall = Frame.at(0, distance, 0).yawed(StrictMath.PI);
        stage.box(
                wall.moved(0, -0.5, 0),
                60,
                1,
                outdoors ? 12 : 4,
                outdoors ? Finish.facade(random) : Finish.wall(random));
        if (!outdoors) {
            stage.box(Frame.at(0, -6, 0), 60, 0.2, 4, Finish.wall(random));
            stage.box(Frame.at(0, 0, random.in(2.4, 3.5)), 60, 60, 0.2, Finish.wall(random));
        }
        for (int i = random.weighted(3, 2, 2, 1); i > 0; i--) {
            if (upright) {
                WallThings.picture(stage, wall.moved(random.around(1.5), 0, 0), random.in(0.8, 1.8));
            } else {
                SmallThings.any(
                        stage,
                        Frame.at(random.around(0.7), random.in(0.2, Math.max(0.3, distance - 0.2)), 0)
                                .yawed(random.in(0, 6.28)));
            }
        }
        return upright ? gaze -> atWall(gaze, distance) : gaze -> down(gaze, distance);
    }

    private static Gaze atWall(RandomStream random, double distance) {
        Vec from = new Vec(random.around(1), 0, random.in(0.7, 1.9));
        Vec at = new Vec(from.x() + distance * random.around(1.8), distance, from.z() + distance * random.around(0.5));
        return new Gaze(from, at, random.normal() * 0.06, random.in(0.7, 1.3));
    }

    private static Gaze down(RandomStream random, double distance) {
        Vec from = new Vec(0, 0, random.logIn(0.3, 1.9));
        double ahead = Math.min(distance * 0.8, from.z() * random.in(0.4, 2.5));
        return new Gaze(
                from, new Vec(random.around(ahead * 0.6), ahead, 0), random.normal() * 0.1, random.in(0.7, 1.35));
    }
}
