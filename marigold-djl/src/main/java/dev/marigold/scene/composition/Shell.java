package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Blocks;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;
import java.util.List;

/** The inside of a rectangular room: floor, ceiling and four walls with skirting, centred on the world's origin. Walls can be left out. */
final class Shell {
    private final double width;
    private final double length;
    private final double height;
    private final List<Wall> walls;

    private Shell(Vec size) {
        width = size.x();
        length = size.y();
        height = size.z();
        walls = List.of(
                new Wall(Frame.at(0, length / 2, 0).yawed(StrictMath.PI), width),
                new Wall(Frame.at(-width / 2, 0, 0).yawed(-StrictMath.PI / 2), length),
                new Wall(Frame.at(width / 2, 0, 0).yawed(StrictMath.PI / 2), length),
                new Wall(Frame.at(0, -length / 2, 0), width));
    }

    /** Builds a room of this width, length and height. */
    static Shell build(Stage stage, Vec size) {
        RandomStream random = stage.random();
        Shell shell = new Shell(size);
        stage.box(Frame.at(0, 0, -0.1), size.x() + 1, size.y() + 1, 0.1, Finish.floor(random));
        Rgb white = Rgb.hsv(random.in(0.08, 0.15), random.in(0, 0.1), random.in(0.8, 0.97));
        Material ceiling = random.chance(0.7)
                ? Material.dull(Texture.plain(white))
                : Material.dull(new Blocks(random, white, 0.6, random.pick(0.6, 1.2), 0));
        stage.box(Frame.at(0, 0, size.z()), size.x() + 1, size.y() + 1, 0.2, ceiling);
        Material common = Finish.wall(random);
        Material skirting = Finish.painted(random, random.chance(0.6) ? Rgb.WHITE : Palette.wood(random));
        boolean skirted = random.chance(0.7);
        for (Wall wall : shell.walls) {
            stage.box(
                    wall.frame.moved(0, -0.1, 0),
                    wall.length + 0.4,
                    0.2,
                    size.z(),
                    random.chance(0.75) ? common : Finish.wall(random));
            if (skirted) {
                stage.box(wall.frame.moved(0, 0.006, 0), wall.length, 0.014, random.in(0.06, 0.12), skirting);
            }
        }
        if (random.chance(0.15)) {
            shell.beams(stage);
        }
        return shell;
    }

    private void beams(Stage stage) {
        Material wood = Finish.furniture(stage.random());
        int count = stage.random().count(2, 6);
        for (int i = 0; i < count; i++) {
            stage.box(Frame.at(0, length * ((i + 0.5) / count - 0.5), height - 0.2), width, 0.16, 0.2, wood);
        }
    }

    List<Wall> walls() {
        return walls;
    }

    double width() {
        return width;
    }

    double length() {
        return length;
    }

    double height() {
        return height;
    }

    /** The foot of a wall: a frame in its middle whose y axis points into the room. */
    record Wall(Frame frame, double length) {}
}
