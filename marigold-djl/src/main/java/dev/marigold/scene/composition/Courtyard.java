package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.Bush;
import dev.marigold.scene.prop.Car;
import dev.marigold.scene.prop.FloorThing;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.Prop;
import dev.marigold.scene.prop.Rock;
import dev.marigold.scene.prop.StreetThing;
import dev.marigold.scene.prop.Tree;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import java.util.List;

/** Before buildings: a square, yard or garden seen on foot, facades near by. */
public final class Courtyard implements Composition {
    private static final List<Prop> AROUND = List.of(
            new StreetThing(),
            new StreetThing(),
            new Tree(),
            new Bush(),
            new Person(),
            new Person(),
            new Car(),
            new FloorThing(),
            new Rock());

    /** Creates the composition. */
    public Courtyard() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Daylight.on(stage);
        stage.add(new Plane(Frame.WORLD), random.chance(0.7) ? Finish.paving(random) : Finish.ground(random));
        double reach = random.logIn(3.5, 22);
        double wide = reach * random.in(0.7, 1.6);
        double height = random.in(3, 16);
        new Building()
                .place(
                        stage,
                        Frame.at(random.around(3), reach, 0).yawed(StrictMath.PI + random.around(0.35)),
                        new Vec(random.in(8, 24), 8, height));
        for (int side = -1; side <= 1; side += 2) {
            if (random.chance(0.65)) {
                new Building()
                        .place(
                                stage,
                                Frame.at(side * wide, random.in(-2, reach * 0.6), 0)
                                        .yawed(side * StrictMath.PI / 2 + random.around(0.3)),
                                new Vec(random.in(8, 20), 8, height * random.in(0.6, 1.2)));
            } else if (random.chance(0.5)) {
                StreetThing.fence(stage, Frame.at(side * wide, reach * 0.4, 0).yawed(StrictMath.PI / 2), 2 * reach);
            }
        }
        for (int i = random.count(2, 16); i > 0; i--) {
            Frame at = Frame.at(random.around(wide * 0.8), random.in(-0.1, 0.9) * reach + 1, 0)
                    .yawed(random.in(0, 6.28));
            random.pick(AROUND).place(stage, at);
        }
        if (random.chance(0.4)) {
            Material stone = Finish.paving(random);
            int steps = random.count(2, 7);
            for (int i = 0; i < steps; i++) {
                stage.box(
                        Frame.at(0, reach - 0.32 * (steps - i) / 2.0, 0),
                        3.5,
                        0.32 * (steps - i),
                        0.16 * (i + 1),
                        stone);
            }
        }
        return gaze -> {
            Vec from = new Vec(gaze.around(wide * 0.5), gaze.in(-0.3, 0.5) * reach, gaze.in(1.1, 1.85));
            Vec at = new Vec(gaze.around(wide), reach * gaze.in(0.7, 1.1), from.z() + reach * gaze.in(-0.25, 0.3));
            return new Gaze(from, at, gaze.normal() * 0.035, gaze.in(0.8, 1.35));
        };
    }
}
