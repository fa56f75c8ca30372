package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Pane;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Outlook;
import dev.marigold.scene.texture.Palette;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** Things on walls: pictures, doors, windows, radiators, boards, clocks, sockets, curtains. Frames lie on the wall's foot, their y axis into the room. */
public final class WallThings implements Prop {
    /** Creates the prop. */
    public WallThings() {}

    @Override
    public void place(Stage stage, Frame at) {
        RandomStream random = stage.random();
        switch (random.weighted(5, 1.5, 1, 1, 1.5)) {
            case 0 -> picture(stage, at, random.in(1.2, 1.7));
            case 1 -> board(stage, at);
            case 2 -> clock(stage, at);
            case 3 -> hooks(stage, at);
            default -> shelf(stage, at);
        }
    }

    /** Adds a framed picture, poster or calendar whose middle is at this height. */
    public static void picture(Stage stage, Frame at, double height) {
        RandomStream random = stage.random();
        double width = random.logIn(0.15, 0.9);
        double tall = width * random.logIn(0.6, 1.6);
        Frame middle = at.moved(0, 0.012, height);
        if (random.chance(0.65)) {
            stage.box(middle.moved(0, 0, -tall / 2 - 0.03), width + 0.06, 0.03, tall + 0.06, Finish.furniture(random));
            middle = middle.moved(0, 0.016, 0);
        }
        stage.sheet(middle, width, tall, Finish.print(random, width, tall));
    }

    private static void board(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double width = random.in(0.9, 2);
        double height = width * random.in(0.5, 0.65);
        boolean screen = random.chance(0.6);
        Material body = Finish.painted(random, screen ? Rgb.BLACK : Palette.neutral(random));
        Frame low = at.moved(0, 0.04, random.in(0.8, 1.1));
        stage.box(low, width, 0.05, height, body);
        Material face = screen
                ? Material.glossy(Texture.plain(Rgb.grey(0.015)), random.in(0.04, 0.12), 200)
                : random.chance(0.6) ? Finish.painted(random, Rgb.WHITE) : Finish.print(random, width, height);
        stage.sheet(low.moved(0, 0.027, height / 2), width * 0.96, height * 0.94, face);
    }

    private static void clock(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double r = random.in(0.12, 0.2);
        Frame middle = at.moved(0, 0, random.in(1.6, 2)).pitched(-1.5707963);
        stage.add(Lathe.frustum(middle, r, r, 0.04), Finish.furniture(random));
        stage.add(Lathe.frustum(middle, r * 0.9, r * 0.9, 0.042), Finish.painted(random, Rgb.WHITE));
    }

    private static void hooks(Stage stage, Frame at) {
        RandomStream random = stage.random();
        stage.box(at.moved(0, 0.015, 1.65), 0.8, 0.03, 0.1, Finish.wood(random));
        for (int i = -1; i <= 1; i++) {
            if (random.chance(0.7)) {
                Frame coat = at.moved(i * 0.25, 0.1, random.in(0.7, 1));
                stage.add(
                        new RoundedBox(coat.moved(0, 0, 0.4), new Vec(0.14, 0.08, 0.42), 0.075), Finish.cloth(random));
            }
        }
    }

    private static void shelf(Stage stage, Frame at) {
        RandomStream random = stage.random();
        double width = random.in(0.5, 1.3);
        Material wood = Finish.furniture(random);
        for (int i = random.count(1, 3); i > 0; i--) {
            Frame board = at.moved(0, 0.12, 0.95 + 0.36 * i);
            stage.box(board, width, 0.22, 0.025, wood);
            new SmallThings()
                    .scatter(stage, board.moved(0, 0, 0.025), new Vec(width - 0.1, 0.08, 0), random.count(1, 6));
        }
    }

    /** Adds a door, shut or ajar. */
    public static void door(Stage stage, Frame at) {
        RandomStream random = stage.random();
        Material leaf = random.chance(0.6) ? Finish.painted(random, Palette.wall(random)) : Finish.wood(random);
        Material frame = random.chance(0.6) ? leaf : Finish.furniture(random);
        double width = random.in(0.75, 0.95);
        stage.box(at.moved(-width / 2 - 0.04, 0.02, 0), 0.08, 0.06, 2.06, frame);
        stage.box(at.moved(width / 2 + 0.04, 0.02, 0), 0.08, 0.06, 2.06, frame);
        stage.box(at.moved(0, 0.02, 2.02), width + 0.16, 0.06, 0.08, frame);
        double ajar = random.chance(0.25) ? random.in(0.2, 1.7) : 0;
        if (ajar > 0) {
            stage.box(at.moved(0, 0.001, 0), width, 0.01, 2.02, Material.dull(Texture.plain(Rgb.grey(0.03))));
        }
        Frame hinge = at.moved(-width / 2, 0.03, 0).yawed(ajar);
        stage.box(hinge.moved(width / 2, 0, 0), width, 0.04, 2.02, leaf);
        stage.rod(
                hinge,
                new Vec(width - 0.07, 0.06, 1.02),
                new Vec(width - 0.19, 0.06, 1.02),
                0.011,
                Finish.metal(random));
    }

    /** Adds a window in front of the wall: a bright pane with bars, a sill and perhaps curtains. Shines if it is day. */
    public static void window(Stage stage, Frame at, Vec size, double light) {
        RandomStream random = stage.random();
        double width = size.x();
        double height = size.z();
        Frame low = at.moved(0, 0.01, size.y());
        Frame middle = low.moved(0, 0, height / 2);
        stage.sheet(
                middle,
                width,
                height,
                light > 0
                        ? Material.glowing(new Outlook(random, random.around(height / 2)), light)
                        : Material.glossy(Texture.plain(Rgb.grey(0.02)), 0.12, 400));
        if (light > 0) {
            Rgb day = Rgb.hsv(random.in(0.5, 0.65), random.in(0, 0.2), 1);
            stage.light(new Pane(middle.moved(0, 0.05, 0), width / 2, height / 2, day.times(light * 0.6)));
        }
        Material bars = Finish.painted(random, random.chance(0.75) ? Rgb.WHITE : Palette.wood(random));
        int panes = Math.max(1, (int) Math.round(width / random.in(0.6, 1.2)));
        for (int i = 0; i <= panes; i++) {
            stage.box(low.moved(width * ((double) i / panes - 0.5), 0.02, 0), 0.06, 0.05, height, bars);
        }
        stage.box(low.moved(0, 0.02, -0.03), width + 0.06, 0.05, 0.06, bars);
        stage.box(low.moved(0, 0.02, height - 0.03), width + 0.06, 0.05, 0.06, bars);
        stage.box(low.moved(0, 0.08, -0.06), width + 0.16, 0.18, 0.03, bars);
        if (random.chance(0.35)) {
            stage.box(low.moved(0, 0.02, height * 0.6), width, 0.04, 0.04, bars);
        }
        if (random.chance(0.4)) {
            curtains(stage, at, size);
        }
        if (size.y() > 0.5 && random.chance(0.5)) {
            radiator(stage, at, width);
        }
        if (random.chance(0.3)) {
            new SmallThings()
                    .scatter(stage, low.moved(0, 0.09, -0.03), new Vec(width - 0.2, 0.05, 0), random.count(1, 4));
        }
    }

    private static void curtains(Stage stage, Frame at, Vec size) {
        RandomStream random = stage.random();
        Material cloth = Finish.cloth(random);
        double top = size.y() + size.z() + 0.12;
        double low = random.chance(0.6) ? 0.02 : size.y() - 0.1;
        double drawn = size.x() * random.in(0.12, 0.35);
        double pleat = random.in(0.03, 0.06);
        for (int side = -1; side <= 1; side += 2) {
            int folds = (int) (drawn / (1.4 * pleat)) + 1;
            for (int i = 0; i < folds; i++) {
                Frame fold = at.moved(side * (size.x() / 2 + 0.1 - 1.4 * pleat * i), 0.13 + 0.02 * (i & 1), low);
                stage.cylinder(fold, pleat * random.in(0.9, 1.3), pleat, top - low, cloth);
            }
        }
        stage.rod(
                at,
                new Vec(-size.x() / 2 - 0.25, 0.13, top),
                new Vec(size.x() / 2 + 0.25, 0.13, top),
                0.014,
                Finish.metal(random));
    }

    private static void radiator(Stage stage, Frame at, double width) {
        RandomStream random = stage.random();
        Material white = Finish.painted(random, Rgb.WHITE);
        double height = random.in(0.4, 0.6);
        int ribs = Math.max(4, (int) (width * 0.9 / 0.08));
        if (random.chance(0.5)) {
            stage.box(at.moved(0, 0.08, 0.12), width * 0.9, 0.09, height, white);
        } else {
            for (int i = 0; i < ribs; i++) {
                stage.box(at.moved(width * 0.9 * ((i + 0.5) / ribs - 0.5), 0.09, 0.12), 0.05, 0.12, height, white);
            }
        }
    }

    /** Adds switches and sockets. */
    public static void sockets(Stage stage, Frame at, double x) {
        RandomStream random = stage.random();
        Material white = Finish.painted(random, Rgb.WHITE);
        stage.box(at.moved(x, 0.005, random.chance(0.5) ? 1.05 : 0.3), 0.08, 0.012, 0.08, white);
    }
}
