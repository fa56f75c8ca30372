package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** A car, van, bus or truck; its front looks along the y axis. */
public final class Car implements Prop {
    /** Creates the prop. */
    public Car() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        switch (random.weighted(6, 1.5, 0.7)) {
            case 0 -> car(stage, at);
            case 1 -> van(stage, at, new Vec(random.in(1.85, 2.1), random.in(4.6, 6), random.in(1.95, 2.6)));
            default -> van(stage, at, new Vec(2.5, random.in(7, 12), random.in(2.9, 3.7)));
        }
    }

    private static void car(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material paint =
                Material.glossy(Texture.plain(Palette.paint(random)), random.in(0.05, 0.15), random.logIn(60, 500));
        Material glass = Finish.glass(random);
        double width = random.in(1.66, 1.9);
        double length = random.in(3.6, 4.9);
        double belt = random.in(0.8, 1);
        double height = belt + random.in(0.45, 0.75);
        stage.cushion(at.moved(0, 0, 0.2), new Vec(width, length, belt - 0.2), 0.16, paint);
        double cabin = length * random.in(0.48, 0.66);
        double back = -length * random.in(0.0, 0.17);
        stage.cushion(at.moved(0, back, belt - 0.2), new Vec(width * 0.86, cabin, height - belt + 0.2), 0.26, glass);
        stage.cushion(at.moved(0, back, height - 0.12), new Vec(width * 0.8, cabin * 0.72, 0.13), 0.06, paint);
        for (int side = -1; side <= 1; side += 2) {
            stage.rod(
                    at,
                    new Vec(side * width * 0.4, back, belt - 0.05),
                    new Vec(side * width * 0.39, back, height - 0.07),
                    0.05,
                    paint);
            stage.box(at.moved(side * width * 0.52, back + cabin * 0.42, belt), 0.16, 0.1, 0.12, paint);
        }
        wheels(stage, at, new Vec(width, length, 0.31));
        lights(stage, at, new Vec(width, length, 0.62));
    }

    private static void van(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material paint = Finish.painted(random, Palette.paint(random));
        stage.cushion(
                at.moved(0, -0.05 * size.y(), 0.3), new Vec(size.x(), size.y() * 0.9, size.z() - 0.3), 0.12, paint);
        stage.cushion(
                at.moved(0, size.y() * 0.4, 0.3),
                new Vec(size.x() * 0.96, size.y() * 0.2, size.z() * 0.5),
                0.15,
                paint);
        Material glass = Finish.glass(random);
        stage.box(
                at.moved(0, size.y() * 0.36, size.z() * 0.52), size.x() * 0.9, size.y() * 0.1, size.z() * 0.32, glass);
        if (random.chance(0.5)) {
            stage.box(
                    at.moved(0, -0.1 * size.y(), size.z() * 0.52),
                    size.x() * 1.005,
                    size.y() * 0.6,
                    size.z() * 0.3,
                    glass);
        }
        wheels(stage, at, new Vec(size.x(), size.y(), Math.min(0.5, 0.17 * size.z())));
        lights(stage, at, new Vec(size.x(), size.y() * 0.98, 0.7));
    }

    private static void wheels(Stage stage, Frame at, Vec size) {
        Material tyre = Material.dull(Texture.plain(Rgb.grey(0.02)));
        Material rim = Finish.metal(stage.random());
        double r = size.z();
        for (int i = 0; i < 4; i++) {
            int side = (i & 1) == 0 ? 1 : -1;
            double y = ((i & 2) == 0 ? 0.31 : -0.3) * size.y();
            Frame hub = at.moved(side * (size.x() / 2 - 0.2), y, r).rolled(side * 1.5707963);
            stage.add(Lathe.frustum(hub, r, r, 0.22), tyre);
            stage.add(Lathe.frustum(hub.moved(0, 0, 0.2), r * 0.65, r * 0.6, 0.03), rim);
        }
    }

    private static void lights(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        boolean on = random.chance(0.2);
        Material front = on ? Material.glowing(Texture.plain(Rgb.WHITE), 5) : Finish.metal(random);
        Material rear = Material.glossy(Texture.plain(new Rgb(0.4, 0.01, 0.01)), 0.1, 100);
        Material black = Finish.painted(random, Rgb.BLACK);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * size.x() * 0.36;
            stage.add(new Ellipsoid(at.moved(x, size.y() * 0.475, size.z()), 0.16, 0.12, 0.08), front);
            stage.box(at.moved(x, -size.y() * 0.492, size.z()), 0.26, 0.06, 0.14, rear);
        }
        stage.box(at.moved(0, size.y() * 0.5, 0.35), size.x() * 0.5, 0.02, 0.16, black);
        stage.box(at.moved(0, -size.y() * 0.497, 0.5), 0.5, 0.02, 0.11, Material.dull(Texture.plain(Rgb.WHITE)));
    }
}
