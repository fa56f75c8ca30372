package dev.marigold.scene;

import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.render.Exposure;
import dev.marigold.scene.render.Eye;
import dev.marigold.scene.render.Renderer;
import dev.marigold.scene.render.Sensor;
import dev.marigold.scene.render.World;
import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders synthetic scenes by number. The same version, seed, number and size give the same bytes on every machine, and a scene does not
 * depend on those before it. Immutable and safe for use by several threads, which is how to use several cores.
 */
public final class SceneGenerator {
    /** Raised whenever the same seed and number give another picture. */
    private static final int VERSION = 3;

    private final long seed;
    private final int width;
    private final int height;
    private final double farLimit;
    private final Map<SceneKind, Double> shares;

    private SceneGenerator(Builder builder) {
        seed = builder.seed;
        width = builder.width;
        height = builder.height;
        farLimit = builder.farLimit;
        shares = new EnumMap<>(builder.shares);
    }

    /** Returns a builder: 256 x 192 pixels, all kinds of scenes in the default mix. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what decides on the pictures, for comparing and keeping: version, seed, size, far limit and shares of kinds, one a line. */
    public String settings() {
        String kinds = shares.entrySet().stream()
                .map(share -> share.getKey().id() + ":" + share.getValue())
                .collect(Collectors.joining(","));
        return "generator=" + VERSION + "\nseed=" + seed + "\nsize=" + width + "x" + height + "\nfarLimit=" + farLimit
                + "\nkinds=" + kinds;
    }

    /** Returns the width of pictures in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of pictures in pixels. */
    public int height() {
        return height;
    }

    /**
     * Renders one scene.
     *
     * @param index number of the scene, at least 0
     * @throws IllegalArgumentException if {@code index} is below 0
     */
    public RenderedScene render(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be >= 0, got " + index);
        }
        Shot shot = shot(index);
        Exposure exposure =
                Renderer.render(shot.world(), shot.eye(), shot.sensor()).within(farLimit);
        CameraIntrinsics camera =
                CameraIntrinsics.ofFocalLength(width, height, shot.eye().focal());
        return new RenderedScene(index, shot.kind(), camera, width, exposure);
    }

    Shot shot(long index) {
        RandomStream random = RandomStream.of(seed, index);
        SceneKind kind = kind(random.next());
        Stage stage = new Stage(random.split());
        Viewpoints viewpoints = kind.composition().compose(stage);
        World world = stage.world();
        Eye eye = new Scout(world, width, height).choose(viewpoints, random.split());
        return new Shot(kind, world, eye, Sensor.any(random.split()));
    }

    private SceneKind kind(double random) {
        double total = 0;
        for (double share : shares.values()) {
            total += share;
        }
        double left = random * total;
        SceneKind chosen = shares.keySet().iterator().next();
        for (Map.Entry<SceneKind, Double> share : shares.entrySet()) {
            chosen = share.getKey();
            left -= share.getValue();
            if (left < 0) {
                break;
            }
        }
        return chosen;
    }

    /** A scene before it is rendered. */
    record Shot(SceneKind kind, World world, Eye eye, Sensor sensor) {}

    /** Collects what a generator is to make. */
    public static final class Builder {
        private static final int SMALLEST = 8;
        private static final int LARGEST = 4096;

        private long seed;
        private int width = 256;
        private int height = 192;
        private double farLimit = 200;
        private final Map<SceneKind, Double> shares = new EnumMap<>(SceneKind.class);

        private Builder() {
            for (SceneKind kind : SceneKind.values()) {
                shares.put(kind, kind.share());
            }
        }

        /** Sets the seed; other seeds give other scenes. Default 0. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the size of pictures in pixels; default 256 x 192.
         *
         * @param width in [8, 4096]
         * @param height in [8, 4096]
         * @throws IllegalArgumentException if a size is outside its range
         */
        public Builder size(int width, int height) {
            this.width = requireSize("width", width);
            this.height = requireSize("height", height);
            return this;
        }

        /**
         * Sets how far depth is valid; default 200 metres. Surfaces beyond are pictured, without depth.
         *
         * @param metres above 0
         * @throws IllegalArgumentException if {@code metres} is not above 0
         */
        public Builder farLimit(double metres) {
            if (!(metres > 0)) {
                throw new IllegalArgumentException("farLimit must be > 0, got " + metres);
            }
            farLimit = metres;
            return this;
        }

        /**
         * Restricts the kinds of scenes; their shares are those of the default mix, in place of all that were set before.
         *
         * @throws IllegalArgumentException if {@code kinds} is empty
         */
        public Builder kinds(Set<SceneKind> kinds) {
            if (kinds.isEmpty()) {
                throw new IllegalArgumentException("kinds must have at least one element, got none");
            }
            shares.clear();
            for (SceneKind kind : kinds) {
                shares.put(kind, kind.share());
            }
            return this;
        }

        /**
         * Sets how often a kind of scene comes up, relative to the others, also one that {@link #kinds} left out.
         *
         * @param share at least 0, which leaves the kind out
         * @throws IllegalArgumentException if {@code share} is negative or not finite
         */
        public Builder share(SceneKind kind, double share) {
            if (!(share >= 0) || Double.isInfinite(share)) {
                throw new IllegalArgumentException("share must be a finite number >= 0, got " + share);
            }
            if (share > 0) {
                shares.put(kind, share);
            } else {
                shares.remove(kind);
            }
            return this;
        }

        /**
         * Returns the generator.
         *
         * @throws IllegalArgumentException if every kind of scene was left out
         */
        public SceneGenerator build() {
            if (shares.isEmpty()) {
                throw new IllegalArgumentException("at least one kind must have a share above 0, got none");
            }
            return new SceneGenerator(this);
        }

        private static int requireSize(String name, int value) {
            if (value < SMALLEST || value > LARGEST) {
                throw new IllegalArgumentException(
                        name + " must be in [" + SMALLEST + ", " + LARGEST + "], got " + value);
            }
            return value;
        }
    }
}
