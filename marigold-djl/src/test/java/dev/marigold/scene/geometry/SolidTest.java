package dev.marigold.scene.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.scene.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SolidTest {
    private static final Frame FRAME =
            Frame.at(1, -2, 0.5).yawed(0.7).pitched(0.4).rolled(-0.3);

    private static final Boulder SMOOTH = new Boulder(FRAME, new Vec(0.5, 0.4, 0.45), 0.05, 1);

    /** As uneven, and as rough, as scenes have them: steps overshoot. */
    private static final Boulder ROUGH = new Boulder(FRAME, new Vec(1, 0.7, 0.4), 0.3, 3);

    /** Traced surfaces are met to some millionths of their size. */
    private static final double TOLERANCE = 2e-5;

    private static final double STEP = 1e-5;
    /** More than curved surfaces bend within a step. */
    private static final double CREASE = 1e-3;

    private static final double SLOPE_TOLERANCE = 2e-3;

    static Stream<Arguments> solids() {
        return Stream.of(
                solid("box", new Box(FRAME, 1, 0.5, 0.3), p -> box(p, 1, 0.5, 0.3)),
                solid("ellipsoid", new Ellipsoid(FRAME, 1, 0.5, 0.3), p -> {
                    Vec q = new Vec(p.x(), p.y() / 0.5, p.z() / 0.3);
                    return q.length() - 1;
                }),
                solid("torus", new Torus(FRAME, 0.8, 0.2), p -> {
                    double ring = Math.sqrt(p.x() * p.x() + p.y() * p.y()) - 0.8;
                    return Math.sqrt(ring * ring + p.z() * p.z()) - 0.2;
                }),
                solid("rounded box", new RoundedBox(FRAME, new Vec(1, 0.5, 0.3), 0.1), p -> {
                    Vec q = new Vec(
                            Math.max(0, Math.abs(p.x()) - 0.9),
                            Math.max(0, Math.abs(p.y()) - 0.4),
                            Math.max(0, Math.abs(p.z()) - 0.2));
                    return q.length() - 0.1;
                }),
                solid("smooth boulder", SMOOTH, p -> SMOOTH.distance(p.x(), p.y(), p.z())),
                solid("rough boulder", ROUGH, p -> ROUGH.distance(p.x(), p.y(), p.z())),
                solid("cylinder", Lathe.frustum(FRAME, 0.4, 0.4, 1.2), p -> {
                    double side = Math.sqrt(p.x() * p.x() + p.y() * p.y()) - 0.4;
                    return Math.max(side, Math.abs(p.z() - 0.6) - 0.6);
                }),
                solid("cone", Lathe.frustum(FRAME, 0.8, 0, 1), p -> {
                    double side = Math.sqrt(p.x() * p.x() + p.y() * p.y()) - 0.8 * (1 - p.z());
                    return Math.max(side, -p.z());
                }),
                solid("sheet", new Sheet(FRAME, 1, 0.6), Vec::y),
                solid("capsule", new Capsule(new Vec(0, 0, 0), new Vec(1, 2, 0.5), 0.2), p -> {
                    double along = Math.min(Math.sqrt(5.25), Math.max(0, p.y()));
                    return p.minus(new Vec(0, along, 0)).length() - 0.2;
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solids")
    void raysMeetTheSurfaceWhereItIs(String name, Solid solid, Function<Vec, Double> offset) {
        RandomStream random = RandomStream.of(1, 2);
        int met = 0;
        for (int i = 0; i < 3000; i++) {
            Ray ray = towards(random, solid);
            Hit hit = new Hit();
            SolidTree tree = SolidTree.of(List.of(solid));
            if (tree.nearest(ray, new double[6], 1e9)) {
                tree.locate(ray, hit);
                Vec local = new Vec(hit.localX, hit.localY, hit.localZ);
                assertThat(offset.apply(local)).as("%s at %s", name, local).isCloseTo(0, within(TOLERANCE));
                met++;
            }
        }

        assertThat(met).isGreaterThan(100);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solids")
    void normalsPointWhereTheSurfaceDoesAndFaceTheRay(String name, Solid solid, Function<Vec, Double> offset) {
        RandomStream random = RandomStream.of(3, 4);
        SolidTree tree = SolidTree.of(List.of(solid));
        Hit hit = new Hit();
        int compared = 0;
        for (int i = 0; i < 1000; i++) {
            Ray ray = towards(random, solid);
            if (tree.nearest(ray, new double[6], 1e9)) {
                tree.locate(ray, hit);
                Vec normal = new Vec(hit.normalX, hit.normalY, hit.normalZ);
                Vec way = new Vec(ray.directionX, ray.directionY, ray.directionZ);
                assertThat(normal.length()).as(name).isCloseTo(1, within(1e-9));
                assertThat(normal.dot(way)).as(name).isLessThanOrEqualTo(1e-9);
                Vec at = new Vec(hit.x, hit.y, hit.z);
                ToDoubleFunction<Vec> field = world -> offset.apply(local(solid, world));
                if (isSmooth(field, at)) {
                    Vec outwards = slope(field, at).normalized();
                    Vec expected = outwards.times(-Math.signum(outwards.dot(way)));
                    assertThat(normal.minus(expected).length())
                            .as("%s at %s: %s, expected %s", name, at, normal, expected)
                            .isLessThan(SLOPE_TOLERANCE);
                    compared++;
                }
            }
        }

        assertThat(compared).isGreaterThan(50);
    }

    /** Returns where a point of the world lies in a solid's frame. */
    private static Vec local(Solid solid, Vec world) {
        Ray ray = new Ray();
        ray.set(world.x(), world.y(), world.z(), 0, 0, 1);
        Hit hit = new Hit();
        solid.locate(ray, hit);
        return new Vec(hit.localX, hit.localY, hit.localZ);
    }

    private static Vec slope(ToDoubleFunction<Vec> field, Vec at) {
        double[] along = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            along[axis] = field.applyAsDouble(at.plus(step(axis))) - field.applyAsDouble(at.minus(step(axis)));
        }
        return new Vec(along[0], along[1], along[2]).times(1 / (2 * STEP));
    }

    /** Whether there is no crease within a step: slopes on either side are the same. */
    private static boolean isSmooth(ToDoubleFunction<Vec> field, Vec at) {
        for (int axis = 0; axis < 3; axis++) {
            double bend = field.applyAsDouble(at.plus(step(axis)))
                    + field.applyAsDouble(at.minus(step(axis)))
                    - 2 * field.applyAsDouble(at);
            if (Math.abs(bend) > CREASE * STEP) {
                return false;
            }
        }
        return true;
    }

    private static Vec step(int axis) {
        return new Vec(axis == 0 ? STEP : 0, axis == 1 ? STEP : 0, axis == 2 ? STEP : 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solids")
    void theRayLengthDoesNotMatter(String name, Solid solid, Function<Vec, Double> offset) {
        RandomStream random = RandomStream.of(5, 6);
        SolidTree tree = SolidTree.of(List.of(solid));
        for (int i = 0; i < 300; i++) {
            Ray ray = towards(random, solid);
            boolean met = tree.nearest(ray, new double[6], 1e9);
            double distance = ray.distance();
            ray.set(ray.originX, ray.originY, ray.originZ, 3 * ray.directionX, 3 * ray.directionY, 3 * ray.directionZ);
            assertThat(tree.nearest(ray, new double[6], 1e9)).as(name).isEqualTo(met);
            if (met) {
                assertThat(3 * ray.distance()).as(name).isCloseTo(distance, within(1e-4));
            }
        }
    }

    @Test
    void theTreeFindsWhatTryingEverySolidFinds() {
        RandomStream random = RandomStream.of(7, 8);
        List<Solid> solids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Frame frame = Frame.at(random.around(5), random.around(5), random.around(5))
                    .yawed(random.in(0, 6))
                    .pitched(random.in(0, 6));
            solids.add(
                    i % 3 == 0
                            ? new Box(frame, random.in(0.1, 1), random.in(0.1, 1), random.in(0.1, 1))
                            : i % 3 == 1
                                    ? new Ellipsoid(frame, random.in(0.1, 1), 0.3, 0.4)
                                    : Lathe.frustum(frame, 0.3, 0.1, random.in(0.1, 2)));
        }
        solids.add(new Plane(Frame.at(0, 0, -5)));
        SolidTree tree = SolidTree.of(solids);
        for (int i = 0; i < 2000; i++) {
            Ray ray = new Ray();
            ray.set(
                    random.around(8),
                    random.around(8),
                    random.around(8),
                    random.around(1),
                    random.around(1),
                    random.around(1));
            double nearest = Double.POSITIVE_INFINITY;
            for (Solid solid : solids) {
                nearest = Math.min(nearest, solid.intersect(ray, new double[6], 1e-9, 1e9));
            }
            boolean met = tree.nearest(ray, new double[6], 1e9);

            assertThat(met).isEqualTo(nearest < Double.POSITIVE_INFINITY);
            assertThat(ray.distance()).isEqualTo(nearest);
            // With the solid it has met in mind, the ray would not ask the tree.
            ray.forget();
            assertThat(tree.blocks(ray, new double[6], 3)).isEqualTo(nearest < 3);
        }
    }

    @Test
    void anEmptyTreeMeetsNothing() {
        Ray ray = new Ray();
        ray.set(0, 0, 0, 0, 1, 0);

        assertThat(SolidTree.of(List.of()).nearest(ray, new double[6], 1e9)).isFalse();
        assertThat(ray.solid()).isEqualTo(-1);
        assertThat(ray.distance()).isInfinite();
    }

    @Test
    void manySolidsAtOnePlaceMakeNoDeepTree() {
        List<Solid> solids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            solids.add(new Box(FRAME, 1, 1, 1));
            solids.add(new Box(Frame.at(StrictMath.pow(2, i % 40), 0, 0), 0.1, 0.1, 0.1));
        }
        Ray ray = new Ray();
        ray.set(1, -9, 0.5, 0, 1, 0);

        assertThat(SolidTree.of(solids).nearest(ray, new double[6], 1e9)).isTrue();
    }

    @Test
    void piercedSolidsShowWhatIsBehindTheirHoles() {
        Solid sheet = new Sheet(Frame.WORLD, 1, 1);
        Solid net = new Pierced(Frame.WORLD, sheet, (x, y, z) -> x < 0);
        SolidTree tree = SolidTree.of(List.of(net, new Sheet(Frame.at(0, 2, 0), 1, 1)));
        Ray ray = new Ray();

        ray.set(-0.5, -3, 0, 0, 1, 0);
        tree.nearest(ray, new double[6], 1e9);
        assertThat(ray.distance()).isCloseTo(3, within(1e-12));
        ray.set(0.5, -3, 0, 0, 1, 0);
        tree.nearest(ray, new double[6], 1e9);
        assertThat(ray.distance()).isCloseTo(5, within(1e-12));
    }

    private static Ray towards(RandomStream random, Solid solid) {
        Vec middle = solid.bounds().low().towards(solid.bounds().high(), 0.5);
        Vec from = middle.plus(new Vec(random.around(4), random.around(4), random.around(4)));
        Vec at = middle.plus(new Vec(random.around(1), random.around(1), random.around(1)));
        Vec way = at.minus(from);
        Ray ray = new Ray();
        ray.set(from.x(), from.y(), from.z(), way.x(), way.y(), way.z());
        return ray;
    }

    private static double box(Vec p, double x, double y, double z) {
        return Math.max(Math.abs(p.x()) - x, Math.max(Math.abs(p.y()) - y, Math.abs(p.z()) - z));
    }

    private static Arguments solid(String name, Solid solid, Function<Vec, Double> offset) {
        return Arguments.of(name, solid, offset);
    }
}
