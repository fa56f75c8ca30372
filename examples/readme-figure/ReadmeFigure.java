import dev.marigold.ensemble.LeastSquaresEnsemblerProvider;
import dev.marigold.image.Colormap;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/**
 * Draws the picture in the README and the one that the examples estimate: a rendered scene, whose depth is known; one of ten members made
 * from that depth (scale, shift and errors differ, no network is involved); what the default ensembler makes of the ten; how much they
 * disagree. Run it with {@code java -cp examples/cli/target/marigold-cli.jar examples/readme-figure/ReadmeFigure.java DIRECTORY}.
 */
public final class ReadmeFigure {
    private static final int WIDTH = 336;
    private static final int HEIGHT = 252;
    private static final int GAP = 8;
    private static final int MEMBERS = 10;
    private static final int PIXELS = WIDTH * HEIGHT;

    private ReadmeFigure() {}

    /** Writes {@code scene.png} and {@code ensembling.png} into the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        Scene scene = new Scene(WIDTH, HEIGHT);
        float[] members = members(scene.depth());
        EnsembleResult merged = new LeastSquaresEnsemblerProvider()
                .create()
                .ensemble(
                        FloatTensor.wrap(Shape.of(MEMBERS, HEIGHT, WIDTH), members), AffineInvariance.SCALE_AND_SHIFT);
        Colormap depth = Colormap.spectral();
        Colormap heat = Colormap.ofId("inferno");

        BufferedImage figure = new BufferedImage(2 * WIDTH + GAP, 2 * HEIGHT + GAP, BufferedImage.TYPE_INT_RGB);
        figure.createGraphics().fillRect(0, 0, figure.getWidth(), figure.getHeight());
        paint(figure, 0, 0, scene::color);
        paint(figure, 1, 0, i -> depth.colorOf(members[i]));
        paint(figure, 0, 1, i -> depth.colorOf(merged.prediction().get(i)));
        float most = largest(merged.uncertainty());
        paint(figure, 1, 1, i -> heat.colorOf(merged.uncertainty().get(i) / most));
        write(figure, directory.resolve("ensembling.png"));
        write(figure.getSubimage(0, 0, WIDTH, HEIGHT), directory.resolve("scene.png"));
    }

    /** Each member has its own scale, shift and slow drift, and its own opinion of how far away the ball on the right is. */
    private static float[] members(double[] depth) {
        Random random = new Random(2024);
        float[] members = new float[MEMBERS * PIXELS];
        for (int m = 0; m < MEMBERS; m++) {
            double scale = 0.6 + 0.35 * random.nextDouble();
            double shift = (1 - scale) * random.nextDouble();
            double drift = 0.06 * random.nextGaussian();
            double across = random.nextGaussian() / 60;
            double down = random.nextGaussian() / 60;
            double opinion = 0.12 * random.nextGaussian();
            for (int i = 0; i < PIXELS; i++) {
                double x = i % WIDTH - 259;
                double y = i / WIDTH - 127;
                double error = drift * StrictMath.sin(x * across + y * down + m) + 0.001 * random.nextGaussian();
                error += opinion * Math.max(0, Math.min(1, (60 - Math.sqrt(x * x + y * y)) / 15));
                members[m * PIXELS + i] = (float) Math.max(0, Math.min(1, scale * (depth[i] + error) + shift));
            }
        }
        return members;
    }

    private static float largest(FloatTensor map) {
        float largest = Float.MIN_NORMAL;
        for (int i = 0; i < PIXELS; i++) {
            largest = Math.max(largest, map.get(i));
        }
        return largest;
    }

    private static void paint(BufferedImage figure, int column, int row, IntUnaryOperator colorOfPixel) {
        for (int i = 0; i < PIXELS; i++) {
            int x = column * (WIDTH + GAP) + i % WIDTH;
            int y = row * (HEIGHT + GAP) + i / WIDTH;
            figure.setRGB(x, y, colorOfPixel.applyAsInt(i));
        }
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("No PNG writer for " + file);
        }
    }

    /** A tiled floor, a wall and four balls, lit from the upper left; camera at the origin, looking along z, y up, lengths in metres. */
    private static final class Scene {
        private static final double FLOOR = -1.2;
        private static final double WALL = 9;
        private static final double[] LIGHT = {-0.48, 0.72, -0.5};
        private static final double[][] BALLS = {
            {-1.5, -0.5, 4.2, 0.7, 0.85, 0.35, 0.25},
            {0.2, -0.75, 3.1, 0.45, 0.95, 0.75, 0.25},
            {1.7, -0.3, 5.6, 0.9, 0.3, 0.55, 0.8},
            {-0.2, 0.2, 7.2, 1.4, 0.45, 0.7, 0.45}
        };

        private final double[] depth;
        private final int[] colors;

        Scene(int width, int height) {
            depth = new double[width * height];
            colors = new int[width * height];
            double nearest = Double.POSITIVE_INFINITY;
            double farthest = 0;
            for (int i = 0; i < depth.length; i++) {
                double x = (i % width - width / 2.0) / width;
                double y = (height / 2.0 - i / width) / width;
                depth[i] = render(i, new double[] {x * 1.15, y * 1.15 - 0.05, 1});
                nearest = Math.min(nearest, depth[i]);
                farthest = Math.max(farthest, depth[i]);
            }
            for (int i = 0; i < depth.length; i++) {
                depth[i] = (depth[i] - nearest) / (farthest - nearest);
            }
        }

        /** Returns the depth of each pixel in [0, 1]. */
        double[] depth() {
            return depth;
        }

        int color(int pixel) {
            return colors[pixel];
        }

        private double render(int pixel, double[] ray) {
            double[] origin = {0, 0, 0};
            int hit = nearestBall(origin, ray);
            double t = hit < 0 ? Double.POSITIVE_INFINITY : distance(BALLS[hit], origin, ray);
            double background = Math.min(WALL, ray[1] < 0 ? FLOOR / ray[1] : WALL);
            boolean ball = t < background;
            t = ball ? t : background;
            double[] point = {ray[0] * t, ray[1] * t, ray[2] * t};
            double[] normal = ball
                    ? normal(BALLS[hit], point)
                    : background < WALL ? new double[] {0, 1, 0} : new double[] {0, 0, -1};
            boolean shadow = nearestBall(point, LIGHT) >= 0;
            double light = 0.35 + (shadow ? 0 : 0.75 * Math.max(0, dot(normal, LIGHT)));
            colors[pixel] = rgb(ball ? BALLS[hit] : paint(point, background < WALL), light);
            return point[2];
        }

        private static double[] paint(double[] point, boolean floor) {
            if (!floor) {
                double fade = 0.75 + 0.03 * point[1];
                return new double[] {0, 0, 0, 0, fade, 0.95 * fade, 0.88 * fade};
            }
            boolean light = (Math.floor(point[0]) + Math.floor(point[2])) % 2 == 0;
            return light ? new double[] {0, 0, 0, 0, 0.8, 0.78, 0.74} : new double[] {0, 0, 0, 0, 0.5, 0.42, 0.36};
        }

        private static int nearestBall(double[] origin, double[] ray) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int b = 0; b < BALLS.length; b++) {
                double t = distance(BALLS[b], origin, ray);
                if (t < least) {
                    least = t;
                    nearest = b;
                }
            }
            return nearest;
        }

        /** Returns how many ray lengths away the ball is; infinity if the ray misses it. */
        private static double distance(double[] ball, double[] origin, double[] ray) {
            double[] toBall = {ball[0] - origin[0], ball[1] - origin[1], ball[2] - origin[2]};
            double along = dot(toBall, ray) / dot(ray, ray);
            double beside = dot(toBall, toBall) - along * along * dot(ray, ray);
            double inside = ball[3] * ball[3] - beside;
            double t = along - Math.sqrt(Math.max(0, inside) / dot(ray, ray));
            return inside > 0 && t > 1e-6 ? t : Double.POSITIVE_INFINITY;
        }

        private static double[] normal(double[] ball, double[] point) {
            return new double[] {
                (point[0] - ball[0]) / ball[3], (point[1] - ball[1]) / ball[3], (point[2] - ball[2]) / ball[3]
            };
        }

        private static double dot(double[] a, double[] b) {
            return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        }

        private static int rgb(double[] paint, double light) {
            int rgb = 0;
            for (int channel = 4; channel < 7; channel++) {
                double linear = Math.min(1, paint[channel] * paint[channel] * light);
                rgb = rgb << 8 | (int) (255 * Math.sqrt(linear));
            }
            return rgb;
        }
    }
}
