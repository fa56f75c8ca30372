package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Torus;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Blocks;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Print;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** Things that stand on tables and shelves. */
public final class SmallThings implements Prop {
    /** Creates the prop. */
    public SmallThings() {}

    @Override
    public void place(Stage stage, Frame at) {
        any(stage, at);
    }

    /** Puts things down on a level rectangle around a frame's origin. */
    public void scatter(Stage stage, Frame at, Vec size, int count) {
        RandomStream random = stage.random();
        for (int i = 0; i < count; i++) {
            any(
                    stage,
                    at.moved(random.around(size.x() / 2), random.around(size.y() / 2), 0)
                            .yawed(random.in(0, 6.28)));
        }
    }

    /** Adds one small thing. */
    public static void any(Stage stage, Frame at) {
        switch (stage.random().weighted(3, 3, 3, 2, 2, 2, 1, 1.5, 1, 1.5, 1.5, 0.6, 1, 1)) {
            case 0 -> mug(stage, at);
            case 1 -> bottle(stage, at);
            case 2 -> books(stage, at);
            case 3 -> vessel(stage, at);
            case 4 -> carton(stage, at);
            case 5 -> paper(stage, at);
            case 6 -> fruit(stage, at);
            case 7 -> can(stage, at);
            case 8 -> new PotPlant().place(stage, at, stage.random().in(0.15, 0.45));
            case 9 -> pens(stage, at);
            case 10 -> toy(stage, at);
            case 11 -> cable(stage, at);
            case 12 -> laptop(stage, at);
            default -> photo(stage, at);
        }
    }

    /** Adds a cup with a handle. */
    public static void mug(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.033, 0.048);
        double h = random.in(0.07, 0.12);
        Material material = Finish.painted(random, random.chance(0.5) ? Rgb.WHITE : Palette.any(random));
        double foot = r * random.in(0.6, 1);
        stage.add(
                new Lathe(at, 0, 0, foot, 0, r, h * 0.4, r, h, r * 0.9, h, r * 0.88, h * 0.15, 0, h * 0.12), material);
        stage.add(new Torus(at.moved(r, 0, h * 0.5).pitched(1.5707963), h * 0.28, 0.006), material);
    }

    /** Adds a bottle. */
    public static void bottle(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.028, 0.05);
        double h = random.in(0.16, 0.34);
        double neck = r * random.in(0.25, 0.5);
        double shoulder = h * random.in(0.55, 0.75);
        Material material =
                Material.glossy(Texture.plain(Palette.any(random)), random.in(0.04, 0.2), random.logIn(40, 400));
        stage.add(new Lathe(at, 0, 0, r, 0, r, shoulder, neck, shoulder + 0.12 * h, neck, h, 0, h), material);
        if (random.chance(0.6)) {
            stage.add(new Lathe(at, r * 1.01, h * 0.15, r * 1.01, h * 0.45), Finish.print(random, 0.1, 0.1));
            stage.cylinder(
                    at.moved(0, 0, h), neck * 1.1, neck * 1.1, 0.015, Finish.painted(random, Palette.any(random)));
        }
    }

    private static void books(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double height = 0;
        for (int i = random.count(1, 4); i > 0; i--) {
            double width = random.in(0.11, 0.24);
            double depth = width * random.in(1.2, 1.5);
            double thick = random.in(0.006, 0.045);
            Frame place =
                    at.moved(random.around(0.02), random.around(0.02), height).yawed(random.around(0.4));
            stage.box(place, width, depth, thick, Finish.print(random, width, depth));
            height += thick;
        }
    }

    /** Adds a bowl, vase, jug, goblet or plate. */
    public static void vessel(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.04, 0.13);
        double h = random.chance(0.3) ? random.in(0.015, 0.03) : random.in(0.05, 0.26);
        double foot = r * random.in(0.3, 0.7);
        double belly = r * random.in(0.5, 1.2);
        Material material = random.chance(0.7) ? Finish.painted(random, Palette.any(random)) : Finish.any(random);
        stage.add(
                new Lathe(
                        at,
                        0,
                        0,
                        foot,
                        0,
                        belly,
                        h * 0.35,
                        r * 0.8 + 0.2 * belly,
                        h * 0.7,
                        r,
                        h,
                        r * 0.93,
                        h,
                        belly * 0.9,
                        h * 0.4,
                        foot * 0.8,
                        h * 0.15,
                        0,
                        h * 0.12),
                material);
    }

    private static void carton(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Vec size = new Vec(random.in(0.05, 0.25), random.in(0.04, 0.2), random.in(0.04, 0.28));
        stage.box(
                at,
                size.x(),
                size.y(),
                size.z(),
                random.chance(0.7) ? Finish.print(random, size.x(), size.z()) : Finish.any(random));
    }

    private static void paper(Stage stage, Frame at) {
        RandomStream random = stage.random();
        for (int i = random.count(1, 3); i > 0; i--) {
            Frame place = at.moved(random.around(0.05), random.around(0.05), 0.0015 * i)
                    .yawed(random.around(0.6));
            stage.box(place, 0.21, 0.297, 0.0012, Finish.print(random, 0.21, 0.297));
        }
    }

    private static void fruit(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Rgb color = Palette.vivid(random);
        for (int i = random.count(1, 4); i > 0; i--) {
            double r = random.in(0.025, 0.05);
            Frame place = at.moved(random.around(0.08), random.around(0.08), r);
            stage.add(
                    new Ellipsoid(place, r, r * random.in(0.9, 1.3), r),
                    Finish.painted(random, color.near(random, 0.2)));
        }
    }

    private static void can(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.03, 0.05);
        double h = random.in(0.05, 0.16);
        Frame place = random.chance(0.15) ? at.moved(0, 0, r).pitched(-1.5707963) : at;
        stage.cylinder(place, r, r, h, Finish.print(random, 0.12, h));
    }

    private static void pens(Stage stage, Frame at) {
        RandomStream random = stage.random();
        if (random.chance(0.5)) {
            stage.add(new Lathe(at, 0, 0, 0.035, 0, 0.037, 0.1, 0.033, 0.1, 0.031, 0.01, 0, 0.01), Finish.any(random));
            for (int i = random.count(2, 6); i > 0; i--) {
                Vec top = new Vec(random.around(0.045), random.around(0.045), random.in(0.13, 0.19));
                stage.rod(
                        at,
                        new Vec(top.x() * -0.3, top.y() * -0.3, 0.02),
                        top,
                        0.004,
                        Finish.painted(random, Palette.any(random)));
            }
        } else {
            stage.rod(
                    at,
                    new Vec(-0.07, 0, 0.005),
                    new Vec(0.07, random.around(0.02), 0.005),
                    0.005,
                    Finish.painted(random, Palette.any(random)));
        }
    }

    private static void toy(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double s = random.in(0.06, 0.16);
        Material fur = Finish.cloth(random);
        stage.add(new Ellipsoid(at.moved(0, 0, s * 0.6), s * 0.5, s * 0.45, s * 0.6), fur);
        stage.add(new Ellipsoid(at.moved(0, 0.05 * s, s * 1.45), s * 0.4, s * 0.38, s * 0.38), fur);
        for (int side = -1; side <= 1; side += 2) {
            stage.add(new Ellipsoid(at.moved(side * 0.3 * s, 0, s * 1.8), s * 0.15, s * 0.08, s * 0.15), fur);
            stage.rod(
                    at,
                    new Vec(side * 0.35 * s, 0.1 * s, s * 0.9),
                    new Vec(side * 0.7 * s, 0.3 * s, s * 0.6),
                    0.14 * s,
                    fur);
            stage.rod(
                    at,
                    new Vec(side * 0.25 * s, 0.2 * s, s * 0.15),
                    new Vec(side * 0.4 * s, 0.7 * s, s * 0.15),
                    0.15 * s,
                    fur);
        }
    }

    private static void cable(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = Finish.painted(random, random.chance(0.7) ? Rgb.BLACK : Rgb.WHITE);
        Vec from = new Vec(0, 0, 0.004);
        double turn = random.in(0, 6.28);
        for (int i = 0; i < 8; i++) {
            turn += random.around(0.9);
            Vec to = from.plus(new Vec(0.05 * StrictMath.cos(turn), 0.05 * StrictMath.sin(turn), 0));
            stage.rod(at, from, to, 0.0035, material);
            from = to;
        }
    }

    private static void laptop(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material body = Finish.painted(random, Palette.neutral(random));
        stage.box(at, 0.33, 0.23, 0.018, body);
        stage.box(at.moved(0, 0.02, 0.018), 0.29, 0.13, 0.001, keys(random));
        Frame lid = at.moved(0, -0.115, 0.018).pitched(random.in(0.1, 0.5));
        stage.box(lid, 0.33, 0.01, 0.22, body);
        stage.sheet(lid.moved(0, 0.006, 0.11), 0.3, 0.19, screen(random, 0.3, 0.19));
    }

    private static void photo(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double width = random.in(0.1, 0.25);
        double height = random.in(0.1, 0.28);
        Frame leaning = at.pitched(random.in(0.05, 0.3));
        stage.box(leaning, width, 0.015, height, Finish.furniture(random));
        stage.sheet(
                leaning.moved(0, 0.009, height / 2), width * 0.85, height * 0.85, Finish.print(random, width, height));
    }

    /** Adds a screen on a foot. */
    public static void monitor(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material body = Finish.painted(random, random.chance(0.7) ? Rgb.BLACK : Palette.neutral(random));
        double width = random.in(0.42, 0.72);
        double height = width * random.in(0.55, 0.78);
        double low = random.in(0.06, 0.16);
        stage.box(at, 0.22, 0.17, 0.015, body);
        stage.box(at.moved(0, -0.03, 0), 0.05, 0.03, low + 0.12, body);
        Frame panel = at.moved(0, 0, low).pitched(random.around(0.12));
        stage.box(panel, width, 0.04, height, body);
        stage.sheet(panel.moved(0, 0.021, height / 2), width * 0.95, height * 0.93, screen(random, width, height));
    }

    private static Material screen(RandomStream random, double width, double height) {
        return random.chance(0.5)
                ? Material.glossy(Texture.plain(Rgb.grey(0.02)), random.in(0.03, 0.15), 300)
                : Material.glowing(new Print(random, width, height), random.in(0.3, 1.5));
    }

    /** Adds a keyboard and perhaps a mouse. */
    public static void keyboard(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material body = Finish.painted(random, random.chance(0.7) ? Palette.dark(random) : Palette.neutral(random));
        stage.box(at.pitched(-0.04), 0.44, 0.15, 0.022, body);
        stage.box(at.moved(0, 0, 0.022).pitched(-0.04), 0.42, 0.13, 0.006, keys(random));
        if (random.chance(0.8)) {
            Frame mouse = at.moved(-random.in(0.28, 0.4), random.around(0.05), 0.01);
            stage.add(new Ellipsoid(mouse, 0.03, 0.055, 0.025), body);
        }
    }

    private static Material keys(RandomStream random) {
        Rgb color = random.chance(0.7) ? Palette.dark(random) : Palette.neutral(random);
        return Material.dull(new Blocks(random, color, 0.019, 0.019, random.pick(0.0, 0.3)));
    }

    /** Adds a lamp with a bent arm. */
    public static void deskLamp(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material metal = random.chance(0.5) ? Finish.metal(random) : Finish.painted(random, Palette.any(random));
        stage.cylinder(at, 0.09, 0.085, 0.025, metal);
        Vec elbow = new Vec(random.around(0.1), -0.12, random.in(0.25, 0.4));
        Vec head = elbow.plus(new Vec(random.around(0.1), random.in(0.15, 0.3), random.in(0.02, 0.12)));
        stage.rod(at, new Vec(0, 0, 0.02), elbow, 0.008, metal);
        stage.rod(at, elbow, head, 0.008, metal);
        Frame shade = at.moved(head.x(), head.y() + 0.04, head.z() - 0.07);
        stage.add(new Lathe(shade, 0.085, 0, 0.03, 0.11, 0, 0.115), metal);
        if (random.chance(0.3)) {
            stage.light(new Lamp(
                    shade.toWorld(0, 0, -0.01), 0.03, Rgb.hsv(0.1, 0.2, 1).times(random.in(0.1, 0.35))));
        }
    }
}
