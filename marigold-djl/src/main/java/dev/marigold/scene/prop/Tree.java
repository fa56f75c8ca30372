package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Pierced;
import dev.marigold.scene.geometry.Solid;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Mottled;
import dev.marigold.scene.texture.Noise;
import dev.marigold.scene.texture.Rgb;

/** A leafy tree or a conifer: trunk, branches and a crown with gaps. */
public final class Tree implements Prop {
    /** Creates the prop. */
    public Tree() {}

    @Override
    public void place(Stage stage, Frame at) {
        place(stage, at, stage.random().in(3.5, 12));
    }

    /** Adds a tree of this height, metres. */
    public void place(Stage stage, Frame at, double height) {
        RandomStream random = stage.random();
        Rgb bark = Rgb.hsv(random.in(0.04, 0.12), random.in(0.1, 0.5), random.in(0.15, 0.5));
        Material trunk = Material.dull(new Mottled(random, bark, bark.times(0.5), 0.15, 1.2));
        if (random.chance(0.25)) {
            conifer(stage, at, height, trunk);
            return;
        }
        double clear = height * random.in(0.15, 0.4);
        double thick = height * random.in(0.015, 0.03);
        Vec fork = new Vec(random.around(0.15), random.around(0.15), clear);
        stage.rod(at, new Vec(0, 0, -0.2), fork, thick, trunk);
        boolean bare = random.chance(0.12);
        Material leaves = Finish.leaves(random);
        double reach = height * random.in(0.2, 0.38);
        int branches = random.count(4, 8);
        for (int i = 0; i < branches; i++) {
            double turn = i * 2.4 + random.around(0.4);
            double out = reach * random.in(0.3, 0.9);
            Vec tip = new Vec(
                    out * StrictMath.cos(turn),
                    out * StrictMath.sin(turn),
                    random.in(clear + 0.2 * (height - clear), height * 0.9));
            stage.rod(at, fork, tip, thick * random.in(0.25, 0.55), trunk);
            if (bare) {
                twigs(stage, at, fork.towards(tip, 0.6), thick * 0.15, trunk);
                twigs(stage, at, tip, thick * 0.12, trunk);
            } else {
                crown(stage, at.moved(tip.x(), tip.y(), tip.z()), reach * random.in(0.4, 0.75), leaves);
            }
        }
        if (!bare) {
            crown(stage, at.moved(0, 0, height - reach * 0.6), reach * 0.8, leaves);
        }
    }

    private static void twigs(Stage stage, Frame at, Vec from, double radius, Material trunk) {
        RandomStream random = stage.random();
        for (int i = 0; i < 6; i++) {
            Vec out = new Vec(random.around(1), random.around(1), random.in(-0.1, 1));
            stage.rod(at, from, from.plus(out.times(radius * 40)), radius, trunk);
        }
    }

    /** Adds a ball of leaves that light shines through. */
    public static void crown(Stage stage, Frame at, double radius, Material leaves) {
        RandomStream random = stage.random();
        double flat = random.in(0.6, 1);
        int salt = random.nextInt();
        double frequency = random.in(2, 3.5) / Math.min(1.2, radius);
        double fine = random.in(7, 14) / Math.min(1.2, radius);
        double density = random.in(-0.3, 0.05);
        Frame turned = at.yawed(random.in(0, 6.28)).pitched(random.around(0.4));
        for (double shell = 1; shell > 0.5; shell -= 0.22) {
            double limit = density - 0.35 * (1 - shell);
            Solid ball = new Ellipsoid(turned, radius * shell, radius * shell, radius * shell * flat);
            stage.add(
                    new Pierced(
                            turned,
                            ball,
                            (x, y, z) -> Noise.smooth(x * frequency, y * frequency, z * frequency, salt)
                                            + 0.8 * Noise.smooth(x * fine, y * fine, z * fine, salt)
                                    > limit),
                    leaves);
        }
    }

    private static void conifer(Stage stage, Frame at, double height, Material trunk) {
        RandomStream random = stage.random();
        Material needles = Finish.leaves(random);
        stage.rod(at, new Vec(0, 0, -0.2), new Vec(0, 0, height * 0.9), height * 0.015, trunk);
        int tiers = random.count(4, 8);
        double base = height * random.in(0.05, 0.2);
        double wide = height * random.in(0.14, 0.26);
        for (int i = 0; i < tiers; i++) {
            double low = base + (height - base) * i / tiers;
            double radius = wide * (1 - 0.8 * i / tiers);
            double tall = (height - base) / tiers * 1.7;
            int salt = random.nextInt();
            Frame tier = at.moved(0, 0, low);
            Solid cone = new Lathe(tier, radius, 0, 0, tall);
            stage.add(
                    new Pierced(tier, cone, (x, y, z) -> Noise.smooth(x * 5, y * 5, z * 3, salt) > -0.3 - z), needles);
        }
    }
}
