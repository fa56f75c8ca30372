package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;

/** A figure of round limbs that stands, walks or sits. */
public final class Person implements Prop {
    /** Creates the prop. */
    public Person() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double size = random.chance(0.15) ? random.in(0.6, 0.85) : random.in(0.92, 1.1);
        place(stage, at, size, random.chance(0.2) ? 0.46 : 0.9);
    }

    /** Adds a figure whose hips are at this height, before scaling by its size. */
    public void place(Stage stage, Frame at, double size, double hips) {
        RandomStream random = stage.random();
        Material skin = Finish.painted(random, Palette.skin(random));
        Material top = Finish.cloth(random);
        Material legs = random.chance(0.6) ? Finish.painted(random, Palette.dark(random)) : Finish.cloth(random);
        Material shoes = Finish.painted(random, random.chance(0.7) ? Rgb.BLACK : Palette.any(random));
        boolean sits = hips < 0.7;
        if (sits) {
            stage.box(at.moved(0, -0.02, 0), 0.42 * size, 0.42 * size, (hips - 0.08) * size, Finish.furniture(random));
        }
        double girth = random.in(0.85, 1.25);
        for (int side = -1; side <= 1; side += 2) {
            double stride = sits ? 0 : side * random.in(0, 0.28);
            Vec hip = new Vec(side * 0.1, 0, hips).times(size);
            Vec knee = (sits
                            ? new Vec(side * 0.12, 0.42, hips + 0.02)
                            : new Vec(side * 0.11, stride * 0.6 + 0.03, 0.48))
                    .times(size);
            Vec foot = (sits ? new Vec(side * 0.12, 0.45, 0.08) : new Vec(side * 0.12, stride, 0.08)).times(size);
            stage.rod(at, hip, knee, 0.082 * girth * size, legs);
            stage.rod(at, knee, foot, 0.058 * girth * size, legs);
            stage.rod(at, foot, foot.plus(new Vec(0, 0.14 * size, -0.03 * size)), 0.045 * size, shoes);
            arm(stage, at, new Vec(side * 0.2 * girth, 0, hips + 0.5), size, side, random.chance(0.5) ? top : skin);
        }
        stage.add(
                new RoundedBox(
                        at.moved(0, 0, (hips + 0.28) * size),
                        new Vec(0.2 * girth, 0.125 * girth, 0.33).times(size),
                        0.11 * size),
                top);
        stage.rod(at, new Vec(0, 0, (hips + 0.58) * size), new Vec(0, 0.01, (hips + 0.7) * size), 0.05 * size, skin);
        Frame head = at.moved(0, 0.02 * size, (hips + 0.76) * size).yawed(random.around(0.8));
        stage.add(new Ellipsoid(head, 0.078 * size, 0.1 * size, 0.118 * size), skin);
        Material hair = Finish.painted(random, random.chance(0.7) ? Palette.dark(random) : Palette.wood(random));
        stage.add(
                new Ellipsoid(
                        head.moved(0, -0.025 * size, 0.03 * size),
                        0.09 * size,
                        0.095 * size,
                        random.in(0.09, 0.13) * size),
                hair);
        if (random.chance(0.3)) {
            stage.cushion(
                    at.moved(0, -0.2 * size, (hips + 0.05) * size),
                    new Vec(0.3, 0.16, 0.42).times(size),
                    0.06,
                    Finish.cloth(random));
        }
    }

    private static void arm(Stage stage, Frame at, Vec shoulder, double size, int side, Material sleeve) {
        RandomStream random = stage.random();
        Material skin = Finish.painted(random, Palette.skin(random));
        double swing = random.around(0.7);
        double lift = random.chance(0.2) ? random.in(0.5, 2) : 0;
        Vec elbow = shoulder.plus(new Vec(side * random.in(0.03, 0.15), 0.25 * swing, -0.27 + 0.15 * lift));
        Vec hand = elbow.plus(new Vec(side * random.around(0.08), 0.1 + 0.2 * random.next(), -0.22 + 0.2 * lift));
        stage.rod(at, shoulder.times(size), elbow.times(size), 0.048 * size, sleeve);
        stage.rod(at, elbow.times(size), hand.times(size), 0.038 * size, sleeve);
        stage.add(
                new Ellipsoid(
                        at.moved(hand.x() * size, hand.y() * size, hand.z() * size),
                        0.04 * size,
                        0.05 * size,
                        0.05 * size),
                skin);
    }
}
