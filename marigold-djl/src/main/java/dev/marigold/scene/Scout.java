package dev.marigold.scene;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.geometry.Ray;
import dev.marigold.scene.random.RandomStream;
import dev.marigold.scene.render.Eye;
import dev.marigold.scene.render.World;
import dev.marigold.scene.stage.Gaze;
import dev.marigold.scene.stage.Viewpoints;
import java.util.Arrays;

/** Finds a place to look from: tries some, and takes the first that sees enough; the best of them if none does. */
final class Scout {
    private static final int TRIES = 10;
    private static final int COLUMNS = 16;
    private static final int ROWS = 12;
    private static final double NEAREST = 0.22;
    private static final double GOOD = 1;

    private final World world;
    private final int width;
    private final int height;
    private final Ray ray = new Ray();
    private final double[] scratch = new double[6];

    Scout(World world, int width, int height) {
        this.world = world;
        this.width = width;
        this.height = height;
    }

    Eye choose(Viewpoints viewpoints, RandomStream random) {
        Eye best = eye(viewpoints.propose(random));
        double highest = score(best);
        for (int i = 1; i < TRIES && highest < GOOD; i++) {
            Eye other = eye(viewpoints.propose(random));
            double score = score(other);
            if (score > highest) {
                highest = score;
                best = other;
            }
        }
        return best;
    }

    private Eye eye(Gaze gaze) {
        Frame frame = Frame.looking(gaze.from(), gaze.at().minus(gaze.from())).rolled(gaze.roll());
        double focal = 0.5 * width / StrictMath.tan(0.5 * gaze.fieldOfView());
        return new Eye(frame, width, height, focal);
    }

    /** Returns 1 for a good view; less where much is missing, very near, or where one near thing hides the rest. */
    private double score(Eye eye) {
        double[] depths = new double[COLUMNS * ROWS];
        int met = 0;
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            int column = i % COLUMNS;
            int row = i / COLUMNS;
            eye.aim(ray, (column + 0.5) * width / COLUMNS, (row + 0.5) * height / ROWS);
            if (world.tree().nearest(ray, scratch, Double.POSITIVE_INFINITY)) {
                depths[met++] = ray.distance();
            }
        }
        if (met < 8) {
            return 0;
        }
        Arrays.sort(depths, 0, met);
        double valid = Math.min(1, met / (0.35 * COLUMNS * ROWS));
        double near = Math.min(1, depths[met / 50] / NEAREST);
        double spread = Math.min(1, (depths[met * 19 / 20] / depths[met / 20] - 1) / 0.25);
        double open = Math.min(1, depths[met / 4] / (0.16 * depths[met * 3 / 4]));
        return valid * near * spread * open;
    }
}
