package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Bed;
import dev.marigold.scene.prop.Cabinet;
import dev.marigold.scene.prop.Chair;
import dev.marigold.scene.prop.Desk;
import dev.marigold.scene.prop.FloorLamp;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.OfficeChair;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.PotPlant;
import dev.marigold.scene.prop.Prop;
import dev.marigold.scene.prop.Shelf;
import dev.marigold.scene.prop.SmallThings;
import dev.marigold.scene.prop.Sofa;
import dev.marigold.scene.prop.Table;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import java.util.ArrayList;
import java.util.List;

/** A furnished room: living room, bedroom, office, kitchen or store. */
public final class Room implements Composition {
    private static final List<Prop> ALONG_WALLS =
            List.of(new Shelf(), new Cabinet(), new Cabinet(), new Sofa(), new Desk(), new Bed(), new Shelf());
    private static final List<Prop> STANDING = List.of(
            new FloorThing(),
            new FloorThing(),
            new PotPlant(),
            new FloorLamp(),
            new OfficeChair(),
            new Chair(),
            new Chair(),
            new Person());

    /** Creates the composition. */
    public Room() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(2.6, 6.5), random.in(2.8, 8), random.in(2.3, 3.3));
        Shell shell = Shell.build(stage, size);
        furnish(stage, shell, RoomLight.of(stage, shell));
        return gaze -> look(gaze, size);
    }

    /** Fills a room with furniture. */
    static void furnish(Stage stage, Shell shell, RoomLight light) {
        RandomStream random = stage.random();
        List<Vec> taken = new ArrayList<>();
        for (Shell.Wall wall : shell.walls()) {
            line(stage, shell, wall, light, taken);
        }
        middle(stage, shell, taken);
        double crowd = random.in(0.1, 0.8) * shell.width() * shell.length() / 2.5;
        for (int i = 0; i < crowd; i++) {
            Vec place = new Vec(random.around(shell.width() / 2 - 0.4), random.around(shell.length() / 2 - 0.4), 0);
            if (isFree(taken, place, 0.75)) {
                taken.add(place);
                random.pick(STANDING)
                        .place(stage, Frame.at(place.x(), place.y(), 0).yawed(random.in(0, 6.28)));
            }
        }
    }

    private static void line(Stage stage, Shell shell, Shell.Wall wall, RoomLight light, List<Vec> taken) {
        RandomStream random = stage.random();
        double x = -wall.length() / 2 + random.in(0.1, 0.8);
        double density = random.in(0.4, 0.95);
        while (x < wall.length() / 2 - 0.6) {
            double width = random.in(0.8, 2.2);
            if (x + width > wall.length() / 2 - 0.05) {
                break;
            }
            Frame place = wall.frame().moved(x + width / 2, 0, 0);
            if (random.chance(density) && wall.isFree(x + width / 2, width)) {
                slot(stage, shell, place, width, light, taken);
            }
            x += width + random.in(0.05, 0.6);
        }
    }

    private static void slot(Stage stage, Shell shell, Frame place, double width, RoomLight light, List<Vec> taken) {
        RandomStream random = stage.random();
        switch (random.weighted(5, 2.2, 1.2, 2)) {
            case 0 -> {
                double depth = random.in(0.2, 0.3);
                Prop prop = random.pick(ALONG_WALLS);
                double out = prop instanceof Bed
                        ? 1.12
                        : prop instanceof Sofa ? 0.52 : prop instanceof Desk ? 0.45 : depth + 0.05;
                if (prop instanceof Shelf shelf) {
                    shelf.place(
                            stage,
                            place.moved(0, 0.22, 0),
                            new Vec(width, random.in(0.26, 0.4), Math.min(shell.height() - 0.1, random.in(0.8, 2.4))));
                } else if (prop instanceof Cabinet cabinet) {
                    cabinet.place(
                            stage,
                            place.moved(0, 0.32, 0),
                            new Vec(
                                    width,
                                    random.in(0.4, 0.6),
                                    random.chance(0.6) ? random.in(0.5, 1.1) : random.in(1.6, 2.2)));
                } else {
                    prop.place(stage, place.moved(0, out, 0));
                }
                Vec middle = place.toWorld(0, out, 0);
                taken.add(middle);
                if (random.chance(0.4)) {
                    WallThings.picture(stage, place, random.in(1.5, Math.max(1.6, shell.height() - 0.7)));
                }
            }
            case 1 -> {
                double low = random.chance(0.2) ? 0.05 : random.in(0.7, 1);
                WallThings.window(
                        stage,
                        place,
                        new Vec(width * 0.85, low, Math.min(shell.height() - low - 0.25, random.in(1, 1.7))),
                        light.window());
            }
            case 2 -> WallThings.door(stage, place);
            default -> new WallThings().place(stage, place);
        }
        if (random.chance(0.4)) {
            WallThings.sockets(stage, place, width / 2);
        }
    }

    private static void middle(Stage stage, Shell shell, List<Vec> taken) {
        RandomStream random = stage.random();
        Frame centre = Frame.at(random.around(shell.width() * 0.15), random.around(shell.length() * 0.2), 0)
                .yawed(random.chance(0.6) ? random.pick(0.0, 1.5707963) : random.in(0, 6.28));
        if (random.chance(0.45)) {
            stage.box(
                    centre.yawed(random.around(0.2)),
                    random.in(1.2, 2.6),
                    random.in(1, 2),
                    0.012,
                    Finish.cloth(random));
        }
        switch (random.weighted(3, 3, 1.5, 2)) {
            case 0 -> dining(stage, centre);
            case 1 -> {
                new Sofa().place(stage, centre.moved(0, -1, 0));
                new Table()
                        .place(
                                stage,
                                centre.moved(0, 0.2, 0),
                                new Vec(random.in(0.7, 1.2), random.in(0.45, 0.7), random.in(0.3, 0.48)));
            }
            case 2 -> new Desk().place(stage, centre);
            default -> {
                return;
            }
        }
        taken.add(centre.origin());
        taken.add(centre.toWorld(0, -1, 0));
    }

    /** Adds a table with chairs around it. */
    static void dining(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(0.9, 2), random.in(0.75, 1), random.in(0.7, 0.77));
        new Table().place(stage, at, size);
        new SmallThings()
                .scatter(
                        stage,
                        at.moved(0, 0, size.z()),
                        new Vec(size.x() - 0.2, size.y() - 0.2, 0),
                        random.count(0, 6));
        int pairs = Math.max(1, (int) (size.x() / 0.65));
        long seed = random.nextLong();
        for (int i = 0; i < pairs; i++) {
            for (int side = -1; side <= 1; side += 2) {
                if (random.chance(0.85)) {
                    double x = size.x() * ((i + 0.5) / pairs - 0.5);
                    Frame chair = at.moved(x, -side * (size.y() / 2 + random.in(0.05, 0.3)), 0)
                            .yawed(side > 0 ? 0 : StrictMath.PI)
                            .yawed(random.around(0.25));
                    new Chair().place(alike(stage, seed), chair);
                }
            }
        }
    }

    private static Stage alike(Stage stage, long seed) {
        return stage.withRandom(RandomStream.of(seed, 0));
    }

    static boolean isFree(List<Vec> taken, Vec place, double distance) {
        for (Vec other : taken) {
            if (other.minus(place).length() < distance) {
                return false;
            }
        }
        return true;
    }

    /** Looks through a room of this size, from somewhere near its edge towards its other side. */
    static Gaze look(RandomStream random, Vec size) {
        double eye = Math.min(size.z() - 0.3, Math.max(0.5, 1.35 + 0.3 * random.normal()));
        double turn = random.in(0, 6.2831853);
        double reach = random.in(0.55, 0.92);
        double x = StrictMath.cos(turn);
        double y = StrictMath.sin(turn);
        double scale = reach / Math.max(Math.abs(x), Math.abs(y));
        Vec from = new Vec(scale * x * size.x() / 2, scale * y * size.y() / 2, eye);
        Vec at = new Vec(
                -from.x() * random.in(-0.3, 1) + random.around(size.x() * 0.3),
                -from.y() * random.in(-0.3, 1) + random.around(size.y() * 0.3),
                random.in(0.2, 1.35));
        return new Gaze(from, at, random.normal() * 0.035, random.in(0.85, 1.3));
    }
}
