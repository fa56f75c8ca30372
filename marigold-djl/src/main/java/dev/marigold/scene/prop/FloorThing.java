package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Boulder;
import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Torus;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;

/** Things that stand about on floors: crates, bins, bags, balls, stools, ladders, bicycles, fans, buckets. */
public final class FloorThing implements Prop {
    /** Creates the prop. */
    public FloorThing() {}

    @Override
    public void place(Stage stage, Frame at) {
        switch (stage.random().weighted(3, 1.5, 1.5, 1, 1.5, 0.8, 1, 1)) {
            case 0 -> cartons(stage, at);
            case 1 -> bin(stage, at);
            case 2 -> bag(stage, at);
            case 3 -> ball(stage, at);
            case 4 -> stool(stage, at);
            case 5 -> ladder(stage, at);
            case 6 -> bicycle(stage, at);
            default -> fan(stage, at);
        }
    }

    /** Adds boxes, perhaps stacked. */
    public static void cartons(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double height = 0;
        Rgb card = Rgb.hsv(0.08, random.in(0.25, 0.5), random.in(0.5, 0.8));
        for (int i = random.count(1, 3); i > 0; i--) {
            Vec size = new Vec(random.in(0.25, 0.6), random.in(0.2, 0.5), random.in(0.15, 0.45));
            Material material =
                    random.chance(0.6) ? Finish.painted(random, card.near(random, 0.1)) : Finish.any(random);
            stage.box(
                    at.moved(random.around(0.05), random.around(0.05), height).yawed(random.around(0.3)),
                    size.x(),
                    size.y(),
                    size.z(),
                    material);
            height += size.z();
        }
    }

    private static void bin(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.12, 0.25);
        double h = random.in(0.25, 0.6);
        double low = r * random.in(0.7, 1);
        stage.add(new Lathe(at, 0, 0, low, 0, r, h, r * 0.94, h, low * 0.9, 0.02, 0, 0.02), Finish.any(random));
    }

    private static void bag(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Vec radii = new Vec(random.in(0.12, 0.3), random.in(0.1, 0.25), random.in(0.12, 0.28));
        stage.add(
                new Boulder(at.moved(0, 0, radii.z() * 0.85), radii, random.in(0.05, 0.25), random.in(0, 10)),
                Finish.cloth(random));
    }

    private static void ball(Stage stage, Frame at) {
        double r = stage.random().in(0.08, 0.35);
        stage.add(new Ellipsoid(at.moved(0, 0, r), r, r, r), Finish.any(stage.random()));
    }

    private static void stool(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = Finish.furniture(random);
        double h = random.in(0.4, 0.8);
        double r = random.in(0.14, 0.2);
        stage.cylinder(at.moved(0, 0, h), r, r, 0.04, random.chance(0.5) ? material : Finish.leather(random));
        int legs = random.count(3, 4);
        for (int i = 0; i < legs; i++) {
            Frame turned = at.yawed(i * 6.2831853 / legs);
            stage.rod(turned, new Vec(0, r * 1.2, 0.01), new Vec(0, r * 0.7, h), 0.013, material);
            stage.rod(turned, new Vec(0, r, h * 0.35), turned(r, legs, h), 0.008, material);
        }
    }

    private static Vec turned(double r, int legs, double h) {
        double angle = 6.2831853 / legs;
        return new Vec(-r * StrictMath.sin(angle), r * StrictMath.cos(angle), h * 0.35);
    }

    private static void ladder(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = random.chance(0.5) ? Finish.metal(random) : Finish.wood(random);
        Frame leaning = at.pitched(random.in(0.15, 0.35));
        double height = random.in(1.2, 2.8);
        for (int side = -1; side <= 1; side += 2) {
            stage.rod(leaning, new Vec(side * 0.2, 0, 0), new Vec(side * 0.17, 0, height), 0.02, material);
        }
        for (double z = 0.25; z < height; z += 0.28) {
            stage.rod(leaning, new Vec(-0.2, 0, z), new Vec(0.2, 0, z), 0.014, material);
        }
    }

    /** Adds a bicycle. */
    public static void bicycle(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material frame = Finish.painted(random, Palette.vivid(random));
        Material tyre = Finish.painted(random, Rgb.BLACK);
        Material metal = Finish.metal(random);
        for (int side = -1; side <= 1; side += 2) {
            Frame hub = at.moved(0, side * 0.52, 0.34);
            stage.add(new Torus(hub.rolled(1.5707963), 0.32, 0.02), tyre);
            for (int i = 0; i < 4; i++) {
                double a = i * 0.785398;
                Vec out = new Vec(0, 0.31 * StrictMath.cos(a), 0.31 * StrictMath.sin(a));
                stage.rod(hub, out, out.times(-1), 0.003, metal);
            }
        }
        Vec crank = new Vec(0, -0.05, 0.3);
        Vec saddle = new Vec(0, -0.2, 0.85);
        Vec stem = new Vec(0, 0.36, 0.85);
        stage.rod(at, crank, saddle, 0.017, frame);
        stage.rod(at, crank, stem, 0.02, frame);
        stage.rod(at, saddle.towards(crank, 0.15), stem, 0.017, frame);
        stage.rod(at, new Vec(0, -0.52, 0.34), crank, 0.012, frame);
        stage.rod(at, new Vec(0, -0.52, 0.34), saddle.towards(crank, 0.2), 0.01, frame);
        stage.rod(at, new Vec(0, 0.52, 0.34), new Vec(0, 0.33, 1), 0.014, frame);
        stage.rod(at, new Vec(-0.28, 0.28, 1.02), new Vec(0.28, 0.28, 1.02), 0.013, metal);
        stage.cushion(at.moved(0, -0.22, 0.86), new Vec(0.15, 0.26, 0.06), 0.03, tyre);
    }

    private static void fan(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = Finish.painted(random, Palette.neutral(random));
        double height = random.in(0.5, 1.2);
        stage.cylinder(at, 0.2, 0.18, 0.03, material);
        stage.rod(at, new Vec(0, 0, 0), new Vec(0, 0, height), 0.015, material);
        Frame head = at.moved(0, 0.06, height).pitched(-1.4);
        stage.add(new Torus(head, 0.2, 0.01), material);
        stage.add(new Torus(head, 0.12, 0.004), material);
        stage.cylinder(head.moved(0, 0, -0.1), 0.05, 0.05, 0.1, material);
        for (int i = 0; i < 6; i++) {
            Frame blade = head.yawed(i * 1.0472);
            stage.rod(blade, new Vec(0, 0, 0), new Vec(0, 0.2, 0), 0.004, material);
        }
    }
}
