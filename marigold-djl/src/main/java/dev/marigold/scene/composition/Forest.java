package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Solid;
import dev.marigold.scene.geometry.Terrain;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.prop.Bush;
import dev.marigold.scene.prop.Rock;
import dev.marigold.scene.prop.Tree;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Daylight;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Mottled;
import dev.marigold.scene.texture.Noise;
import dev.marigold.scene.texture.Rgb;

/** Among trees: trunks near and far, undergrowth, stones and logs. */
public final class Forest implements Composition {
    /** Creates the composition. */
    public Forest() {}

    @Override
    public Viewpoints compose(Stage stage) {
        RandomStream random = stage.random();
        Daylight.on(stage);
        int salt = random.nextInt();
        double swell = random.logIn(0.05, 0.9);
        Material ground = Finish.ground(random);
        for (Solid part : Terrain.mesh(Frame.WORLD, 35, 22, (x, y) -> height(x, y, swell, salt))) {
            stage.add(part, ground);
        }
        stage.add(new Plane(Frame.at(0, 0, -3)), ground);
        double gap = random.logIn(1.6, 4.5);
        Rgb bark = Rgb.hsv(random.in(0.05, 0.12), random.in(0.1, 0.4), random.in(0.2, 0.6));
        boolean clear = random.chance(0.5);
        for (double y = 2.5; y < 45; y += gap * random.in(0.5, 1)) {
            double x = random.around(0.7 * y + 3);
            Frame foot = Frame.at(x, y, height(x, y, swell, salt)).yawed(random.in(0, 6.28));
            if (clear || random.chance(0.5)) {
                trunk(stage, foot, bark.near(random, 0.2));
            } else {
                new Tree().place(stage, foot);
            }
        }
        for (int i = random.count(3, 18); i > 0; i--) {
            double y = random.logIn(3.5, 25);
            double x = random.around(0.6 * y + 1);
            random.pick(new Bush(), new Bush(), new Rock()).place(stage, Frame.at(x, y, height(x, y, swell, salt)));
        }
        double eye = random.in(0.7, 1.8) + height(0, 1, swell, salt);
        return gaze -> new Gaze(
                new Vec(gaze.around(1), 1, eye),
                new Vec(gaze.around(4), 10, eye - gaze.in(-2, 3.5)),
                gaze.normal() * 0.04,
                gaze.in(0.8, 1.4));
    }

    private static double height(double x, double y, double swell, int salt) {
        return swell * Noise.rich(x / 9, y / 9, salt, 3, 0);
    }

    private static void trunk(Stage stage, Frame at, Rgb bark) {
        RandomStream random = stage.random();
        Material material = Material.dull(new Mottled(random, bark, bark.times(0.4), 0.12, 1.2));
        double radius = random.logIn(0.05, 0.35);
        double height = random.in(5, 14);
        Frame leaning = at.pitched(random.around(0.08)).rolled(random.around(0.08));
        stage.add(Lathe.frustum(leaning.moved(0, 0, -0.3), radius, radius * 0.6, height), material);
        for (int i = random.count(0, 6); i > 0; i--) {
            double z = random.in(1.2, height * 0.9);
            double turn = random.in(0, 6.28);
            Vec out = new Vec(StrictMath.cos(turn), StrictMath.sin(turn), random.in(-0.1, 0.6))
                    .times(random.in(0.4, 1.8));
            stage.rod(leaning, new Vec(0, 0, z), out.plus(new Vec(0, 0, z)), radius * 0.15 + 0.006, material);
            if (z > 3 && random.chance(0.6)) {
                Vec tip = leaning.toWorld(out.x(), out.y(), z + out.z());
                Tree.crown(stage, Frame.at(tip.x(), tip.y(), tip.z()), random.in(0.6, 1.6), Finish.leaves(random));
            }
        }
    }
}
