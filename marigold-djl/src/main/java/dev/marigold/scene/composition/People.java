package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.Bush;
import dev.marigold.scene.prop.Car;
import dev.marigold.scene.prop.Person;
import dev.marigold.scene.prop.StreetThing;
import dev.marigold.scene.prop.Tree;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;

/** People near the camera, in a room or outdoors: portraits, groups and whole figures. */
public final class People implements Composition {
    /** Creates the composition. */
    public People() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        if (random.chance(0.6)) {
            Vec size = new Vec(random.in(3.5, 8), random.in(5, 10), random.in(2.5, 3.4));
            Shell shell = Shell.build(stage, size);
            Room.furnish(stage, shell, RoomLight.of(stage, shell));
        } else {
            Daylight.on(stage);
            stage.add(new Plane(Frame.WORLD), random.chance(0.6) ? Finish.paving(random) : Finish.ground(random));
            double far = random.in(4, 25);
            new Building()
                    .place(
                            stage,
                            Frame.at(random.around(4), far, 0).yawed(StrictMath.PI + random.around(0.4)),
                            new Vec(random.in(10, 30), 8, random.in(3, 10)));
            for (int i = random.count(1, 6); i > 0; i--) {
                random.pick(new Tree(), new Bush(), new StreetThing(), new Car())
                        .place(
                                stage,
                                Frame.at(random.around(far * 0.7), random.in(0.4, 0.95) * far + 2, 0)
                                        .yawed(random.in(0, 6.28)));
            }
        }
        int count = random.weighted(4, 3, 2, 1) + 1;
        double distance = random.logIn(0.8, 3.2);
        for (int i = 0; i < count; i++) {
            Frame at = Frame.at((i - 0.5 * (count - 1)) * random.in(0.5, 0.8), distance - 2 + random.in(0, 0.9), 0)
                    .yawed(StrictMath.PI + random.around(1));
            new Person().place(stage, at);
        }
        double aim = random.in(0.8, 1.5);
        return gaze -> new Gaze(
                new Vec(gaze.around(0.3), -2, gaze.in(1.1, 1.7)),
                new Vec(gaze.around(0.4), distance - 2, aim + gaze.around(0.2)),
                gaze.normal() * 0.05,
                gaze.in(0.7, 1.2));
    }
}
