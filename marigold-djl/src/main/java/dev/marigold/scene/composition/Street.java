package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.Bush;
import dev.marigold.scene.prop.Car;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.Prop;
import dev.marigold.scene.prop.StreetThing;
import dev.marigold.scene.prop.Tree;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Mottled;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import java.util.List;

/** A street as a driver or a walker sees it. */
public final class Street implements Composition {
    private static final List<Prop> ROADSIDE = List.of(
            new StreetThing(), new StreetThing(), new StreetThing(), new Tree(), new Tree(), new Bush(), new Person());

    /** Creates the composition. */
    public Street() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Daylight.on(stage);
        double half = random.in(2.8, 7.5);
        double walk = random.in(1.2, 4);
        boolean town = random.chance(0.65);
        stage.add(new Plane(Frame.WORLD), Finish.road(random));
        for (int side = -1; side <= 1; side += 2) {
            border(stage, side, half, walk, town ? 0.9 : 0.3);
            roadside(stage, side, half, walk);
        }
        markings(stage, half);
        traffic(stage, half);
        return gaze -> look(gaze, half, walk);
    }

    private static void border(Stage stage, int side, double half, double walk, double built) {
        RandomStream random = stage.random();
        double kerb = random.in(0.06, 0.16);
        Material paving = Finish.paving(random);
        Material green = Finish.ground(random);
        stage.box(
                Frame.at(side * (half + 0.08), 60, 0),
                0.16,
                180,
                kerb + 0.01,
                Finish.painted(random, Palette.stone(random)));
        stage.box(Frame.at(side * (half + walk / 2), 60, -0.1), walk, 180, kerb + 0.1, paving);
        stage.box(
                Frame.at(side * (half + walk + 60), 60, -0.1),
                120,
                180,
                kerb + 0.08,
                random.chance(0.6) ? green : paving);
        double y = -25 + random.in(0, 10);
        double setback = random.chance(0.5) ? 0 : random.in(1.5, 9);
        boolean terrace = random.chance(0.45);
        while (y < 120) {
            double width = random.in(6, 22);
            double x = side * (half + walk + setback + (terrace ? 0 : random.in(0, 4)));
            Frame front = Frame.at(x, y + width / 2, 0).yawed(side > 0 ? StrictMath.PI / 2 : -StrictMath.PI / 2);
            if (random.chance(built)) {
                new Building().place(stage, front, new Vec(width, random.in(7, 12), random.in(3, terrace ? 16 : 11)));
            } else if (random.chance(0.6)) {
                for (int i = random.count(1, 4); i > 0; i--) {
                    new Tree().place(stage, front.moved(random.around(width / 2), -random.in(0, 12), 0));
                }
            }
            if (setback > 2 && random.chance(0.5)) {
                StreetThing.fence(
                        stage,
                        Frame.at(side * (half + walk + 0.2), y + width / 2, kerb)
                                .yawed(StrictMath.PI / 2),
                        width);
            }
            y += width + (terrace ? 0 : random.in(1, 12));
        }
    }

    private static void roadside(Stage stage, int side, double half, double walk) {
        RandomStream random = stage.random();
        double y = -4 + random.in(0, 6);
        boolean parked = random.chance(0.6);
        double pole = random.in(15, 35);
        for (double at = -10; at < 110; at += pole) {
            if (random.chance(0.8)) {
                new StreetThing()
                        .place(stage, Frame.at(side * (half + 0.4), at, 0.1).yawed(side * StrictMath.PI / 2));
            }
        }
        while (y < 90) {
            if (parked && random.chance(0.65)) {
                new Car()
                        .place(
                                stage,
                                Frame.at(side * (half - 1.05), y, 0)
                                        .yawed((side > 0 ? 0 : StrictMath.PI) + random.around(0.04)));
            }
            if (random.chance(0.5)) {
                random.pick(ROADSIDE)
                        .place(
                                stage,
                                Frame.at(side * (half + random.in(0.4, walk)), y + random.in(-2, 2), 0.1)
                                        .yawed(random.in(0, 6.28)));
            }
            y += random.in(5, 13);
        }
    }

    private static void markings(Stage stage, double half) {
        RandomStream random = stage.random();
        Material paint = Material.dull(new Mottled(random, Rgb.grey(0.75), Rgb.grey(0.45), 0.3, 1));
        double dash = random.in(2, 5);
        double gap = random.chance(0.2) ? 0 : random.in(2, 7);
        if (random.chance(0.75)) {
            for (double y = -10; y < 110; y += dash + gap) {
                stage.box(Frame.at(0, y, 0), 0.13, dash, 0.004, paint);
            }
        }
        if (random.chance(0.5)) {
            stage.box(Frame.at(half - 0.3, 60, 0), 0.12, 160, 0.004, paint);
            stage.box(Frame.at(0.3 - half, 60, 0), 0.12, 160, 0.004, paint);
        }
        if (random.chance(0.25)) {
            double y = random.in(6, 30);
            for (double x = -half + 0.5; x < half - 0.3; x += 1) {
                stage.box(Frame.at(x, y, 0), 0.5, 3, 0.005, paint);
            }
        }
        if (random.chance(0.3)) {
            stage.rod(
                    Frame.WORLD,
                    new Vec(-half - 2, random.in(10, 40), 7),
                    new Vec(half + 2, random.in(10, 40), 7.5),
                    0.025,
                    Finish.painted(random, Rgb.BLACK));
        }
    }

    private static void traffic(Stage stage, double half) {
        RandomStream random = stage.random();
        double y = random.in(9, 25);
        while (y < 100) {
            int side = random.sign();
            if (random.chance(0.5)) {
                new Car()
                        .place(
                                stage,
                                Frame.at(side * half * random.in(0.25, 0.4), y, 0)
                                        .yawed((side > 0 ? 0 : StrictMath.PI) + random.around(0.05)));
            }
            if (random.chance(0.15)) {
                new Person()
                        .place(stage, Frame.at(random.around(half), y + 4, 0).yawed(random.in(0, 6.28)));
            }
            y += random.in(9, 30);
        }
    }

    private static Gaze look(RandomStream random, double half, double walk) {
        if (random.chance(0.6)) {
            Vec from = new Vec(half * random.in(-0.1, 0.6), random.in(-3, 12), random.in(1.35, 1.95));
            Vec at = new Vec(from.x() + random.around(3), from.y() + 20, from.z() - random.in(-0.6, 2));
            return new Gaze(from, at, random.normal() * 0.015, random.in(0.9, 1.6));
        }
        double side = random.sign();
        Vec from = new Vec(side * (half + random.in(0.2, walk)), random.in(-3, 20), random.in(1.2, 1.8));
        double turn = random.in(-0.9, 1.2);
        Vec at = from.plus(new Vec(-side * 12 * StrictMath.sin(turn), 12 * StrictMath.cos(turn), random.in(-2.5, 1.2)));
        return new Gaze(from, at, random.normal() * 0.035, random.in(0.8, 1.35));
    }
}
