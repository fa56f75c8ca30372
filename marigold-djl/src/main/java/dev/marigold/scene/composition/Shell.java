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
    private static final double USUAL_HEIGHT = 2.2;

    private final double width;
    private final double length;
    private final double height;
    private final List<Wall> walls;

    private Shell(Vec size, RandomStream random, int firstOpen) {
        double middle = random.around(0.15);
        width = size.x();
        length = size.y();
        height = size.z();
        Vec opening = random.chance(0.5)
                ? new Vec(middle, random.chance(0.25) ? 0 : scale() * random.in(0.5, 1), scale() * random.in(1, 1.5))
                : new Vec(middle, 0, 2.05);
        int open = random.chance(0.3) ? random.count(firstOpen, 3) : -1;
        Vec none = new Vec(0, 0, 0);
        walls = List.of(
                new Wall(Frame.at(0, length / 2, 0).yawed(StrictMath.PI), width, open == 0 ? opening : none),
                new Wall(Frame.at(-width / 2, 0, 0).yawed(-StrictMath.PI / 2), length, open == 1 ? opening : none),
                new Wall(Frame.at(width / 2, 0, 0).yawed(StrictMath.PI / 2), length, open == 2 ? opening : none),
                new Wall(Frame.at(0, -length / 2, 0), width, open == 3 ? opening : none));
    }

    /** Builds a room of this width, length and height; any wall may have an opening. */
    static Shell build(Stage stage, Vec size) {
        return build(stage, new Shell(size, stage.random(), 0));
    }

    /** Builds a room of this width, length and height whose first wall has no opening. */
    static Shell backed(Stage stage, Vec size) {
        return build(stage, new Shell(size, stage.random(), 1));
    }

    private static Shell build(Stage stage, Shell shell) {
        RandomStream random = stage.random();
        Vec size = new Vec(shell.width, shell.length, shell.height);
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
            Material material = random.chance(0.75) ? common : Finish.wall(random);
            if (wall.isOpen()) {
                openWall(stage, wall, size.z(), material);
                continue;
            }
            stage.box(wall.frame.moved(0, -0.1, 0), wall.length + 0.4, 0.2, size.z(), material);
            if (skirted) {
                stage.box(wall.frame.moved(0, 0.006, 0), wall.length, 0.014, random.in(0.06, 0.12), skirting);
            }
        }
        if (random.chance(0.15)) {
            shell.beams(stage);
        }
        return shell;
    }

    /** Builds a wall around an opening, whose edges cut the texture, not move it. */
    private static void openWall(Stage stage, Wall wall, double height, Material material) {
        RandomStream random = stage.random();
        double x = wall.opening.x() * wall.length;
        double low = wall.opening.y();
        double top = Math.min(height - 0.15, low + wall.opening.z());
        double half = Math.min(wall.length * 0.35, low > 0 ? random.in(0.5, 1.6) : random.in(0.4, 0.8));
        double end = wall.length / 2 + 0.2;
        part(stage, wall, new double[] {-end, x - half, 0, height}, material);
        part(stage, wall, new double[] {x + half, end, 0, height}, material);
        part(stage, wall, new double[] {x - half, x + half, top, height}, material);
        if (low > 0) {
            part(stage, wall, new double[] {x - half, x + half, 0, low}, material);
        }
        Material frame = Finish.painted(random, random.chance(0.7) ? Rgb.WHITE : Palette.wood(random));
        for (int side = -1; side <= 1; side += 2) {
            stage.box(wall.frame.moved(x + side * half, -0.08, low), 0.06, 0.22, top - low, frame);
        }
        stage.box(wall.frame.moved(x, -0.08, top - 0.03), 2 * half, 0.22, 0.06, frame);
        Frame middle = wall.frame.moved(x, 0, 0);
        if (low > 0 || wall.opening.z() < 2) {
            int bars = random.count(0, 3);
            for (int i = 1; i <= bars; i++) {
                stage.box(middle.moved(half * (2.0 * i / (bars + 1) - 1), -0.1, low), 0.05, 0.05, top - low, frame);
            }
            Beyond.outdoors(stage, middle, new Vec(2 * half, low, top - low));
        } else {
            Beyond.nextRoom(stage, middle, height);
        }
    }

    private static void part(Stage stage, Wall wall, double[] edges, Material material) {
        double x = (edges[0] + edges[1]) / 2;
        double height = edges[3] - edges[2];
        double z = edges[2] + height / 2;
        Material cut = material.placed(new Material.Placing(1, 0, x, z));
        stage.box(wall.frame.moved(x, -0.1, edges[2]), edges[1] - edges[0], 0.2, height, cut);
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

    /** Returns by how much windows and lamps have to be smaller than in a room that one can stand in, at most 1. */
    double scale() {
        return Math.min(1, height / USUAL_HEIGHT);
    }

    /**
     * The foot of a wall.
     *
     * @param frame in its middle, its y axis into the room
     * @param length metres
     * @param opening where its middle is as a share of the length, its lower edge and its height, metres; all 0 for none
     */
    record Wall(Frame frame, double length, Vec opening) {
        private static final double BROADEST = 1.75;

        boolean isOpen() {
            return opening.z() > 0;
        }

        /** Returns whether something may stand here without being in an opening's way. */
        boolean isFree(double x, double width) {
            return !isOpen() || Math.abs(x - opening.x() * length) > (width + 2 * BROADEST) / 2;
        }
    }
}
