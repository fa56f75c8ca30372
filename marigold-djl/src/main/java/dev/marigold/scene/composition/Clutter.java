package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Boulder;
import dev.marigold.scene.geometry.Box;
import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Torus;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;

/** Heaps of all kinds of bodies before a wall or in the open: shapes without a meaning. */
public final class Clutter implements Composition {
    /** Creates the composition. */
    public Clutter() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        double scale = random.logIn(0.25, 1.6);
        Vec room = new Vec(random.in(4, 9) * scale, random.in(4, 9) * scale, random.in(2.5, 4) * scale);
        if (random.chance(0.75)) {
            Shell shell = Shell.build(stage, room);
            RoomLight.of(stage, shell);
        } else {
            Daylight.on(stage);
            stage.add(new Plane(Frame.WORLD), Finish.ground(random));
        }
        int count = random.count(5, 32);
        for (int i = 0; i < count; i++) {
            double s = scale * random.logIn(0.08, 0.6);
            boolean floats = random.chance(0.2);
            Frame at = Frame.at(
                            random.around(room.x() * 0.4),
                            random.around(room.y() * 0.4),
                            s * 0.9 + (floats ? random.in(0, room.z() * 0.6) : 0))
                    .yawed(random.in(0, 6.28));
            body(
                    stage,
                    floats || random.chance(0.3)
                            ? at.pitched(random.around(1.5)).rolled(random.around(1.5))
                            : at,
                    s);
        }
        return gaze -> {
            double turn = gaze.in(0, 6.28);
            double out = gaze.in(0.3, 0.47);
            Vec from = new Vec(
                    room.x() * out * StrictMath.cos(turn),
                    room.y() * out * StrictMath.sin(turn),
                    room.z() * gaze.in(0.15, 0.75));
            Vec at = new Vec(gaze.around(room.x() * 0.2), gaze.around(room.y() * 0.2), room.z() * gaze.in(0, 0.35));
            return new Gaze(from, at, gaze.normal() * 0.1, gaze.in(0.7, 1.3));
        };
    }

    private static void body(Stage stage, Frame at, double s) {
        RandomStream random = stage.random();
        Material material = Finish.any(random);
        double a = s * random.in(0.4, 1);
        double b = s * random.in(0.4, 1);
        switch (random.weighted(3, 2, 2, 2, 2, 1.5, 1.5, 2, 1)) {
            case 0 -> stage.add(new Box(at, a, b, s), material);
            case 1 -> stage.add(new RoundedBox(at, new Vec(a, b, s), random.in(0.02, 0.5) * s), material);
            case 2 -> stage.add(new Ellipsoid(at, a, b, s), material);
            case 3 ->
                stage.add(Lathe.frustum(at.moved(0, 0, -s), a, random.chance(0.5) ? a : 0.3 * a, 2 * s), material);
            case 4 -> stage.rod(at, new Vec(0, 0, -2 * s), new Vec(0, 0, 2 * s), s * random.in(0.03, 0.3), material);
            case 5 -> stage.add(new Torus(at.pitched(random.in(0, 1.57)), a, a * random.in(0.08, 0.45)), material);
            case 6 -> stage.add(new Boulder(at, new Vec(a, b, s), random.in(0.1, 0.3), random.in(0, 20)), material);
            case 7 -> stage.sheet(at, 2 * a, 2 * s, Finish.print(random, 2 * a, 2 * s));
            default ->
                stage.add(
                        new Lathe(
                                at.moved(0, 0, -s),
                                0,
                                0,
                                a,
                                0,
                                b,
                                0.6 * s,
                                a * 0.5,
                                s,
                                b,
                                1.8 * s,
                                b * 0.9,
                                1.8 * s,
                                a * 0.4,
                                0.9 * s),
                        material);
        }
    }
}
