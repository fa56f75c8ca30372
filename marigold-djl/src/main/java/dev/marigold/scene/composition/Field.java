package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Solid;
import dev.marigold.scene.geometry.Terrain;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.Bush;
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
import dev.marigold.scene.texture.Noise;
import java.util.List;

/** Open country: hills, trees, rocks, fences, paths, sometimes a house. */
public final class Field implements Composition {
    private static final List<Prop> WILD =
            List.of(new Tree(), new Tree(), new Bush(), new Bush(), new Rock(), new Rock());

    /** Creates the composition. */
    public Field() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Daylight.on(stage);
        double swell = random.logIn(0.1, 3.5);
        double period = random.logIn(8, 40);
        double hills = random.chance(0.6) ? random.logIn(3, 45) : 0;
        int salt = random.nextInt();
        Heights heights = (x, y) -> {
            double near = Math.min(1, Math.max(0, (y - 2) / 8));
            double small = swell * Noise.rich(x / period, y / period, salt, 3, 0);
            double far = Math.max(0, (y - 40) / 120);
            return near * small
                    + 0.05 * Noise.smooth(x * 0.8, y * 0.8, salt)
                    + hills * far * (0.6 + Noise.smooth(x / 60, y / 60, salt + 7));
        };
        Material ground = Finish.ground(random);
        for (Solid part : Terrain.mesh(Frame.WORLD, 90, 30, heights::at)) {
            stage.add(part, ground);
        }
        stage.add(new Plane(Frame.at(0, 0, -6)), ground);
        plant(stage, heights);
        double eye = random.in(0.6, 2.1);
        return gaze -> {
            Vec from = new Vec(gaze.around(1), gaze.in(0.5, 2), eye + heights.at(0, 1));
            Vec at = new Vec(gaze.around(4), 12, from.z() - gaze.in(-1.5, 4));
            return new Gaze(from, at, gaze.normal() * 0.035, gaze.in(0.75, 1.45));
        };
    }

    private static void plant(Stage stage, Heights heights) {
        RandomStream random = stage.random();
        double[] weights = {random.next(), random.next(), random.next(), random.next(), random.next(), random.next()};
        int count = (int) random.logIn(4, 60);
        for (int i = 0; i < count; i++) {
            double y = random.logIn(3, 100);
            double x = random.around(0.65 * y + 3);
            Frame foot = Frame.at(x, y, heights.at(x, y)).yawed(random.in(0, 6.28));
            WILD.get(random.weighted(weights)).place(stage, foot);
        }
        if (random.chance(0.3)) {
            double y = random.in(5, 30);
            double x = random.around(8);
            StreetThing.fence(
                    stage, Frame.at(x, y, heights.at(x, y) - 0.1).yawed(random.around(0.6)), random.in(6, 25));
        }
        if (random.chance(0.25)) {
            double y = random.in(12, 50);
            double x = random.around(0.5 * y);
            new Building()
                    .place(
                            stage,
                            Frame.at(x, y, heights.at(x, y) - 0.3).yawed(StrictMath.PI + random.around(0.9)),
                            new Vec(random.in(7, 14), random.in(6, 9), random.in(2.8, 6)));
        }
        for (int i = random.weighted(4, 1, 1, 1); i > 0; i--) {
            double y = random.in(3, 16);
            double x = random.around(0.4 * y);
            new Person().place(stage, Frame.at(x, y, heights.at(x, y)).yawed(random.in(0, 6.28)));
        }
    }

    /** Height of the ground. */
    @FunctionalInterface
    private interface Heights {
        double at(double x, double y);
    }
}
