import dev.marigold.DepthEstimator;
import dev.marigold.image.Colormap;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.scene.RenderedScene;
import dev.marigold.scene.SceneGenerator;
import dev.marigold.tensor.FloatTensor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Draws the figure of the README and the picture that the examples estimate. A row for each scene: the rendered picture, its true depth, what the
 * bundled checkpoint makes of the picture with ten members, and where they disagree. Run it with
 * {@code java -cp examples/cli/target/marigold-cli.jar examples/readme-figure/ReadmeFigure.java DIRECTORY}.
 */
public final class ReadmeFigure {
    /** Not the seed of the scenes that the checkpoint was trained on. */
    private static final int SEED = 77;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 192;
    private static final int GAP = 6;
    private static final int TITLE = 26;
    private static final List<String> TITLES = List.of("picture", "true depth", "estimated depth", "disagreement");
    private static final int PIXELS = WIDTH * HEIGHT;
    private static final int[] SCENES = {18, 27, 25, 31, 2};
    private static final int PICTURE = 18;

    private ReadmeFigure() {}

    /** Writes {@code scene.png} and {@code mini.png} into the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        SceneGenerator generator =
                SceneGenerator.builder().seed(SEED).size(WIDTH, HEIGHT).build();
        BufferedImage figure = new BufferedImage(
                TITLES.size() * (WIDTH + GAP) - GAP,
                TITLE + SCENES.length * (HEIGHT + GAP) - GAP,
                BufferedImage.TYPE_INT_RGB);
        paintTitles(figure);
        Colormap depths = Colormap.spectral();
        Colormap heat = Colormap.ofId("inferno");
        try (DepthEstimator estimator =
                DepthEstimator.builder().backend("onnx").ensembleSize(10).build()) {
            for (int row = 0; row < SCENES.length; row++) {
                RenderedScene scene = generator.render(SCENES[row]);
                DepthPrediction prediction = estimator.estimate(scene.image());
                FloatTensor uncertainty = prediction.uncertainty().orElseThrow();
                float[] truth = stretched(scene.depth(), depth -> depth > 0);
                float[] estimate = stretched(prediction.depth(), depth -> true);
                float most = largest(uncertainty);
                paint(figure, 0, row, i -> colour(scene.image(), i));
                paint(figure, 1, row, i -> Float.isNaN(truth[i]) ? 0 : depths.colorOf(truth[i]));
                paint(figure, 2, row, i -> depths.colorOf(estimate[i]));
                paint(figure, 3, row, i -> heat.colorOf(uncertainty.get(i) / most));
            }
        }
        write(figure, directory.resolve("mini.png"));
        RgbImage large = SceneGenerator.builder()
                .seed(SEED)
                .size(2 * WIDTH, 2 * HEIGHT)
                .build()
                .render(PICTURE)
                .image();
        BufferedImage picture = new BufferedImage(large.width(), large.height(), BufferedImage.TYPE_INT_RGB);
        paint(picture, i -> large.rgb8(i % large.width(), i / large.width()));
        write(picture, directory.resolve("scene.png"));
    }

    private static int colour(RgbImage image, int pixel) {
        return image.rgb8(pixel % WIDTH, pixel / WIDTH);
    }

    /** Maps the 2 % and the 98 % quantile of what is valid to 0 and 1; what is not becomes no number. */
    private static float[] stretched(FloatTensor map, DoublePredicate isValid) {
        float[] depth = map.toArray();
        double[] valid = IntStream.range(0, PIXELS)
                .mapToDouble(i -> depth[i])
                .filter(isValid)
                .sorted()
                .toArray();
        double low = valid[(int) (0.02 * valid.length)];
        double high = valid[(int) (0.98 * valid.length)];
        float[] stretched = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            double share = Math.max(0, Math.min(1, (depth[i] - low) / (high - low)));
            stretched[i] = isValid.test(depth[i]) ? (float) share : Float.NaN;
        }
        return stretched;
    }

    private static float largest(FloatTensor map) {
        float largest = Float.MIN_NORMAL;
        for (int i = 0; i < PIXELS; i++) {
            largest = Math.max(largest, map.get(i));
        }
        return largest;
    }

    private static void paintTitles(BufferedImage figure) {
        Graphics2D graphics = figure.createGraphics();
        graphics.fillRect(0, 0, figure.getWidth(), figure.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int column = 0; column < TITLES.size(); column++) {
            int width = graphics.getFontMetrics().stringWidth(TITLES.get(column));
            graphics.drawString(TITLES.get(column), column * (WIDTH + GAP) + (WIDTH - width) / 2, TITLE - 9);
        }
        graphics.dispose();
    }

    private static void paint(BufferedImage figure, int column, int row, IntUnaryOperator colorOfPixel) {
        paint(figure.getSubimage(column * (WIDTH + GAP), TITLE + row * (HEIGHT + GAP), WIDTH, HEIGHT), colorOfPixel);
    }

    private static void paint(BufferedImage image, IntUnaryOperator colorOfPixel) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            image.setRGB(i % image.getWidth(), i / image.getWidth(), colorOfPixel.applyAsInt(i));
        }
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("No PNG writer for " + file);
        }
    }
}
