package dev.marigold.scene.composition;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Plane;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.light.Pane;
import dev.marigold.scene.light.Sky;
import dev.marigold.scene.light.Sun;
import dev.marigold.scene.prop.Building;
import dev.marigold.scene.prop.Bush;
import dev.marigold.scene.prop.Cabinet;
import dev.marigold.scene.prop.Car;
import dev.marigold.scene.prop.Chair;
import dev.marigold.scene.prop.PotPlant;
import dev.marigold.scene.prop.Shelf;
import dev.marigold.scene.prop.Sofa;
import dev.marigold.scene.prop.Tree;
import dev.marigold.scene.prop.WallThings;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.texture.Finish;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import dev.marigold.scene.texture.Texture;

/** What is seen through an opening in a wall: the open air, whose sun shines in, or the next room. */
final class Beyond {
    private Beyond() {}

    /**
     * Puts daylight and a view before an opening.
     *
     * @param wall the foot of the wall below the opening's middle, its y axis into the room
     * @param opening its width, how far its lower edge is above the foot, and its height, metres
     */
    static void outdoors(Stage stage, Frame wall, Vec opening) {
        RandomStream random = stage.random();
        Vec inwards = wall.ahead();
        double height = random.in(0.35, 1.1);
        double aside = random.around(0.9);
        Vec level = inwards.times(-StrictMath.cos(aside)).plus(wall.right().times(StrictMath.sin(aside)));
        Vec towards = level.times(StrictMath.cos(height)).plus(Vec.UP.times(StrictMath.sin(height)));
        boolean sunny = random.chance(0.65);
        stage.sky(sunny ? Sky.clear(random, towards) : Sky.overcast(random));
        stage.skyShare(0.1);
        if (sunny) {
            stage.light(new Sun(towards, Rgb.hsv(0.1, random.in(0.02, 0.2), 1).times(random.in(1.5, 6)), 0.01));
        }
        stage.light(new Pane(
                wall.moved(0, -0.1, opening.y() + opening.z() / 2),
                opening.x() / 2,
                opening.z() / 2,
                Rgb.hsv(0.58, 0.1, 1).times(random.in(0.4, 1.5))));
        double ground = random.chance(0.6) ? -0.15 : -random.in(1, 9);
        stage.add(
                new Plane(Frame.at(0, 0, ground)), random.chance(0.5) ? Finish.ground(random) : Finish.paving(random));
        for (int i = random.count(1, 5); i > 0; i--) {
            Frame at =
                    wall.moved(random.around(6), -random.logIn(2.5, 18), ground).yawed(random.in(0, 6.28));
            random.pick(new Tree(), new Bush(), new Car(), new Bush()).place(stage, at);
        }
        if (random.chance(0.5)) {
            new Building()
                    .place(
                            stage,
                            wall.moved(random.around(6), -random.in(9, 25), ground),
                            new Vec(random.in(8, 20), 7, random.in(4, 14)));
        }
    }

    /** Builds a room behind a doorway; the frame is the wall's, its y axis into the first room. */
    static void nextRoom(Stage stage, Frame wall, double height) {
        RandomStream random = stage.random();
        double depth = random.in(1.2, 5);
        double width = random.in(1.4, 5);
        double shift = random.around(width / 2 - 0.6);
        Frame middle = wall.moved(shift, -0.2 - depth / 2, 0);
        Material paint = Finish.wall(random);
        stage.box(middle.moved(0, 0, -0.1), width + 0.4, depth + 0.4, 0.1, Finish.floor(random));
        stage.box(
                middle.moved(0, 0, height), width + 0.4, depth + 0.4, 0.1, Material.dull(Texture.plain(Rgb.grey(0.8))));
        stage.box(middle.moved(0, -depth / 2 - 0.1, 0), width + 0.4, 0.2, height, paint);
        stage.box(middle.moved(-width / 2 - 0.1, 0, 0), 0.2, depth, height, paint);
        stage.box(middle.moved(width / 2 + 0.1, 0, 0), 0.2, depth, height, paint);
        Vec lamp = middle.toWorld(0, 0, height - 0.3);
        stage.light(new Lamp(lamp, 0.15, Rgb.hsv(0.1, random.in(0, 0.25), 1).times(random.in(0.3, 2))));
        Frame back = middle.moved(0, -depth / 2, 0);
        random.pick(new Shelf(), new Cabinet(), new Sofa(), new Chair(), new PotPlant())
                .place(stage, back.moved(random.around(width / 4), 0.5, 0));
        WallThings.picture(stage, back.moved(random.around(width / 4), 0, 0), 1.6);
    }
}
