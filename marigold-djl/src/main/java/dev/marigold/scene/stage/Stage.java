package dev.marigold.scene.stage;

import dev.marigold.scene.geometry.Box;
import dev.marigold.scene.geometry.Capsule;
import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Lathe;
import dev.marigold.scene.geometry.RoundedBox;
import dev.marigold.scene.geometry.Sheet;
import dev.marigold.scene.geometry.Solid;
import dev.marigold.scene.geometry.SolidTree;
import dev.marigold.scene.geometry.Vec;
import dev.marigold.scene.light.Lamp;
import dev.marigold.scene.light.Light;
import dev.marigold.scene.light.Sky;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.render.World;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import java.util.ArrayList;
import java.util.List;

/** A scene being put together. Used by one thread. */
public final class Stage {
    private final RandomStream random;
    private final List<Solid> solids;
    private final List<Material> materials;
    private final List<Light> lights;
    private Sky sky = Sky.dark();
    private Rgb ambient = Rgb.grey(0.1);
    private double bounce = 0.4;
    private double haze;
    private double skyShare = 1;

    /** Creates an empty stage whose contents are drawn from a stream. */
    public Stage(RandomStream random) {
        this(random, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private Stage(RandomStream random, List<Solid> solids, List<Material> materials, List<Light> lights) {
        this.random = random;
        this.solids = solids;
        this.materials = materials;
        this.lights = lights;
    }

    /** Returns a view of this stage that draws from another stream: props placed through it look alike if the stream is. */
    public Stage withRandom(RandomStream other) {
        return new Stage(other, solids, materials, lights);
    }

    /** Returns the stream that decides what the scene is. */
    public RandomStream random() {
        return random;
    }

    /** Adds a solid. */
    public void add(Solid solid, Material material) {
        solids.add(solid);
        materials.add(material);
    }

    /** Adds a box of these sizes whose bottom is centred on the frame's origin. */
    public void box(Frame frame, double width, double depth, double height, Material material) {
        add(new Box(frame.moved(0, 0, height / 2), width / 2, depth / 2, height / 2), material);
    }

    /** Adds a box with round edges whose bottom is centred on the frame's origin. */
    public void cushion(Frame frame, Vec size, double radius, Material material) {
        add(new RoundedBox(frame.moved(0, 0, size.z() / 2), size.times(0.5), radius), material);
    }

    /** Adds a closed upright cylinder or cone that stands on the frame's origin. */
    public void cylinder(Frame frame, double bottom, double top, double height, Material material) {
        add(Lathe.frustum(frame, bottom, top, height), material);
    }

    /** Adds a rod between two points of a frame. */
    public void rod(Frame frame, Vec from, Vec to, double radius, Material material) {
        add(
                new Capsule(frame.toWorld(from.x(), from.y(), from.z()), frame.toWorld(to.x(), to.y(), to.z()), radius),
                material);
    }

    /** Adds an upright rectangle centred on the frame's origin. */
    public void sheet(Frame frame, double width, double height, Material material) {
        add(new Sheet(frame, width / 2, height / 2), material);
    }

    /** Adds a light. */
    public void light(Light light) {
        lights.add(light);
    }

    /** Sets what is behind everything. */
    public void sky(Sky sky) {
        this.sky = sky;
    }

    /**
     * Sets the light that has been reflected many times.
     *
     * @param ambient irradiance everywhere
     * @param bounce share of the lights' light that reaches surfaces seen by reflection
     */
    public void ambient(Rgb ambient, double bounce) {
        this.ambient = ambient;
        this.bounce = bounce;
    }

    /** Sets the share of light scattered away per metre. */
    public void haze(double haze) {
        this.haze = haze;
    }

    /** Sets the share of the sky's light that surfaces gather; less than 1 where windows count as lights already. */
    public void skyShare(double skyShare) {
        this.skyShare = skyShare;
    }

    /** Returns the finished world. */
    public World world() {
        if (lights.isEmpty()) {
            lights.add(new Lamp(new Vec(0, 0, 2), 0.1, Rgb.grey(1)));
        }
        return new World(
                SolidTree.of(solids),
                List.copyOf(materials),
                List.copyOf(lights),
                sky,
                new World.Air(ambient, bounce, haze, skyShare));
    }
}
