package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Ellipsoid;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.light.Pane;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** How rooms are lit: by day through windows, by panels or lamps at the ceiling, or both. */
final class RoomLight {
    private final Stage stage;
    private final Shell shell;
    private final boolean day;

    private RoomLight(Stage stage, Shell shell, boolean day) {
        this.stage = stage;
        this.shell = shell;
        this.day = day;
    }

    /** Lights a room and says how bright its windows are to be. */
    static RoomLight of(Stage stage, Shell shell) {
        RandomStream random = stage.random();
        RoomLight light = new RoomLight(stage, shell, random.chance(0.6));
        boolean lamps = !light.day || random.chance(0.55);
        if (lamps) {
            light.lamps();
        } else {
            // Day without lamps: something must light what the windows do not reach.
            stage.light(new Lamp(
                    new Vec(random.around(0.3), random.around(0.3), shell.height() * 0.8),
                    0.6 * shell.scale(),
                    Rgb.grey(random.in(0.1, 0.5))));
        }
        Rgb tone = Rgb.hsv(random.in(0.05, 0.16), random.in(0, 0.12), 1);
        stage.ambient(tone.times(random.in(0.12, 0.4)), random.in(0.3, 0.6));
        return light;
    }

    /** Returns the radiance of a window, 0 at night. */
    double window() {
        return day ? stage.random().in(0.6, 3) : 0;
    }

    private void lamps() {
        RandomStream random = stage.random();
        Rgb color = Rgb.hsv(random.in(0.06, 0.16), random.chance(0.2) ? random.in(0.2, 0.4) : random.in(0, 0.2), 1);
        double area = shell.width() * shell.length();
        int count = Math.min(4, Math.max(1, (int) Math.round(area / random.in(8, 30))));
        boolean panels = random.chance(0.5);
        double top = shell.height();
        double scale = shell.scale();
        for (int i = 0; i < count; i++) {
            double x = shell.width() * random.around(0.25);
            double y = shell.length() * ((i + 0.5) / count - 0.5) * 0.8 + random.around(0.2);
            if (panels) {
                double wide = scale * random.in(0.15, 0.6);
                double tall = scale * random.in(0.6, 1.3);
                stage.box(
                        Frame.at(x, y, top - 0.03),
                        2 * wide,
                        2 * tall * 0.5,
                        0.03,
                        Material.glowing(Texture.plain(color), 5));
                Frame down = Frame.at(x, y, top - 0.05).pitched(-StrictMath.PI / 2);
                stage.light(new Pane(down, wide, tall * 0.5, color.times(random.in(1.5, 4))));
            } else {
                double drop = scale * random.in(0.05, 0.9);
                double r = scale * random.in(0.08, 0.2);
                stage.rod(
                        Frame.at(x, y, top),
                        new Vec(0, 0, 0),
                        new Vec(0, 0, -drop),
                        0.006,
                        Finish.painted(random, Rgb.BLACK));
                stage.add(
                        new Ellipsoid(Frame.at(x, y, top - drop - r), r, r, r * 0.9),
                        Material.glowing(Texture.plain(color), 4));
                stage.light(new Lamp(new Vec(x, y, top - drop - 2.2 * r), r, color.times(random.in(0.8, 3))));
            }
        }
    }
}
