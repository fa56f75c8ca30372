package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Box;
import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Pierced;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Noise;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** Poles, signs, traffic lights, bollards, bins, benches, hydrants and boxes at the roadside. */
public final class StreetThing implements Prop {
    /** Creates the prop. */
    public StreetThing() {}

    @Override
    public void place(Stage stage, Frame at) {
        switch (stage.random().weighted(3, 2.5, 1, 1.5, 1, 1, 1, 0.7)) {
            case 0 -> lampPost(stage, at);
            case 1 -> sign(stage, at);
            case 2 -> trafficLight(stage, at);
            case 3 -> bollard(stage, at);
            case 4 -> bin(stage, at);
            case 5 -> bench(stage, at);
            case 6 -> FloorThing.bicycle(stage, at);
            default -> box(stage, at);
        }
    }

    private static void lampPost(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material metal = Finish.metal(random);
        double height = random.in(3.5, 9);
        stage.add(Lathe.frustum(at, 0.09, 0.05, height), metal);
        if (random.chance(0.7)) {
            double arm = random.in(0.5, 2);
            stage.rod(at, new Vec(0, 0, height), new Vec(0, arm, height + 0.3), 0.04, metal);
            stage.cushion(at.moved(0, arm + 0.2, height + 0.25), new Vec(0.25, 0.6, 0.12), 0.05, metal);
        } else {
            stage.add(
                    new Ellipsoid(at.moved(0, 0, height + 0.15), 0.22, 0.22, 0.22), Finish.painted(random, Rgb.WHITE));
        }
    }

    private static void sign(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double height = random.in(1.8, 3);
        stage.add(Lathe.frustum(at, 0.035, 0.035, height + 0.4), Finish.metal(random));
        Frame plate = at.moved(0, 0.05, height).yawed(random.around(0.3));
        double size = random.in(0.25, 0.45);
        Material print = Finish.print(random, 2 * size, 2 * size);
        if (random.chance(0.5)) {
            stage.add(Lathe.frustum(plate.pitched(-1.5707963), size, size, 0.02), print);
        } else {
            stage.sheet(plate, 2 * size, size * random.in(0.6, 2), print);
        }
    }

    private static void trafficLight(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material dark = Finish.painted(random, Rgb.BLACK);
        stage.add(Lathe.frustum(at, 0.06, 0.06, 3.4), Finish.metal(random));
        stage.box(at.moved(0, 0.08, 2.5), 0.3, 0.2, 0.9, dark);
        for (int i = 0; i < 3; i++) {
            Rgb color = Rgb.hsv(0.33 - i * 0.165, 0.9, random.chance(0.4) ? 1 : 0.3);
            stage.add(
                    new Ellipsoid(at.moved(0, 0.18, 2.65 + 0.29 * i), 0.1, 0.03, 0.1),
                    Material.glowing(Texture.plain(color), 1));
        }
    }

    private static void bollard(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = Finish.any(random);
        for (int i = random.count(1, 5); i > 0; i--) {
            stage.add(Lathe.frustum(at.moved(0, 1.4 * i, 0), 0.09, random.chance(0.3) ? 0.02 : 0.08, 0.9), material);
        }
    }

    private static void bin(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material material = Finish.painted(random, Palette.muted(random));
        double width = random.in(0.5, 1.2);
        stage.cushion(at.moved(0, 0, 0.08), new Vec(width, 0.65, 0.95), 0.05, material);
        stage.cushion(at.moved(0, 0, 1.03), new Vec(width + 0.04, 0.7, 0.08), 0.03, material);
    }

    private static void bench(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material wood = Finish.wood(random);
        Material leg = Finish.metal(random);
        for (int i = 0; i < 4; i++) {
            stage.box(at.moved(0, 0.13 * i - 0.2, 0.43), 1.7, 0.1, 0.035, wood);
        }
        for (int i = 0; i < 3; i++) {
            stage.box(at.moved(0, -0.3 - 0.03 * i, 0.55 + 0.13 * i), 1.7, 0.03, 0.1, wood);
        }
        for (int side = -1; side <= 1; side += 2) {
            stage.rod(at, new Vec(side * 0.7, 0.18, 0), new Vec(side * 0.7, 0.18, 0.43), 0.025, leg);
            stage.rod(at, new Vec(side * 0.7, -0.22, 0), new Vec(side * 0.7, -0.36, 0.9), 0.025, leg);
        }
    }

    private static void box(Stage stage, Frame at) {
        RandomStream random = stage.random();
        stage.box(
                at,
                random.in(0.5, 1.1),
                random.in(0.3, 0.5),
                random.in(0.9, 1.6),
                Finish.painted(random, Palette.neutral(random)));
    }

    /** Adds a fence along a frame's x axis. */
    public static void fence(Stage stage, Frame at, double length) {
        RandomStream random = stage.random();
        Material material = random.chance(0.5) ? Finish.wood(random) : Finish.painted(random, Palette.neutral(random));
        double height = random.in(0.8, 1.9);
        double gap = random.in(0.12, 0.4);
        int kind = random.weighted(3, 1.5, 1.5);
        if (kind == 1) {
            stage.box(at, length, 0.2, height, Finish.facade(random));
            return;
        }
        if (kind == 2) {
            Frame middle = at.moved(0, 0, height / 2);
            int salt = random.nextInt();
            Material leaves = Finish.leaves(random);
            stage.add(
                    new Pierced(
                            middle,
                            new Box(middle, length / 2, 0.4, height / 2),
                            (x, y, z) -> Noise.smooth(x * 6, y * 6, z * 6, salt) > -0.5),
                    leaves);
            stage.box(at, length - 0.3, 0.6, height - 0.12, leaves);
            return;
        }
        int posts = Math.min(70, (int) (length / gap));
        double width = gap * random.in(0.15, 0.75);
        for (int i = 0; i < posts; i++) {
            stage.box(at.moved((i + 0.5) * length / posts - length / 2, 0, 0), width, 0.025, height, material);
        }
        stage.box(at.moved(0, -0.03, height * 0.8), length, 0.04, 0.07, material);
        stage.box(at.moved(0, -0.03, height * 0.25), length, 0.04, 0.07, material);
    }
}
