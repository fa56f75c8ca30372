package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Chair;
import dev.marigold.scene.prop.Desk;
import dev.marigold.scene.prop.OfficeChair;
import dev.marigold.scene.prop.Shelf;
import dev.marigold.scene.prop.SmallThings;
import dev.marigold.scene.prop.Table;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;

/** The top of a table or desk from near by, with a wall or a room behind it. */
public final class Tabletop implements Composition {
    /** Creates the composition. */
    public Tabletop() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Vec room = new Vec(random.in(2.5, 6), random.in(2.5, 6), random.in(2.4, 3));
        Shell shell = Shell.backed(stage, room);
        RoomLight light = RoomLight.of(stage, shell);
        Vec size = new Vec(random.in(0.9, 2), random.in(0.6, 1.1), random.in(0.7, 0.8));
        boolean atWall = random.chance(0.55);
        Frame at = atWall
                ? shell.walls().get(0).frame().moved(random.around(0.5), size.y() / 2 + random.in(0.01, 0.1), 0)
                : Frame.WORLD.yawed(random.in(0, 6.28));
        new Table().place(stage, at, size);
        Frame top = at.moved(0, 0, size.z());
        if (random.chance(0.55)) {
            Desk.dress(stage, top, size);
        }
        if (random.chance(0.2)) {
            stage.box(top, size.x() * 0.6, size.y() * 0.5, 0.003, Finish.cloth(random));
        }
        new SmallThings().scatter(stage, top, new Vec(size.x() - 0.15, size.y() - 0.12, 0), random.count(3, 16));
        for (int i = random.count(0, 2); i > 0; i--) {
            (random.chance(0.5) ? new Chair() : new OfficeChair())
                    .place(
                            stage,
                            at.moved(random.around(0.5), size.y() / 2 + 0.35, 0)
                                    .yawed(StrictMath.PI + random.around(0.5)));
        }
        Frame back = shell.walls().get(0).frame();
        if (random.chance(0.5)) {
            WallThings.window(stage, back.moved(random.around(0.8), 0, 0), new Vec(1.3, 0.95, 1.2), light.window());
        } else {
            new WallThings().place(stage, back.moved(random.around(0.6), 0, 0));
        }
        for (int i = random.count(0, 3); i > 0; i--) {
            Shell.Wall wall = shell.walls().get(random.count(0, 2));
            double x = random.around(1);
            if (wall.isFree(x, Shelf.BROADEST)) {
                new Shelf().place(stage, wall.frame().moved(x, 0.25, 0));
            }
        }
        return gaze -> look(gaze, at, size);
    }

    private static Gaze look(RandomStream random, Frame at, Vec size) {
        Vec target = at.toWorld(
                random.around(size.x() * 0.3), random.around(size.y() * 0.3), size.z() + random.in(-0.05, 0.2));
        double distance = random.logIn(0.45, 1.7);
        double down = random.in(0.12, 1.15);
        double turn = random.around(0.9);
        Vec from = new Vec(
                distance * StrictMath.cos(down) * StrictMath.sin(turn),
                distance * StrictMath.cos(down) * StrictMath.cos(turn),
                distance * StrictMath.sin(down));
        Vec eye = target.plus(at.right().times(from.x()))
                .plus(at.ahead().times(from.y()))
                .plus(Vec.UP.times(from.z()));
        return new Gaze(eye, target, random.normal() * 0.08, random.in(0.75, 1.2));
    }
}
