package dev.marigold.training;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws {@code losses.csv} as {@code losses.png}: every loss, and a moving average over them, on a logarithmic axis. Drawn here, because
 * the library that draws the charts of the command line has no module name that a module could require.
 */
final class LossPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int MARGIN = 60;
    private static final int GRID_LINES = 5;
    private static final double SMOOTHING = 0.98;

    private final double[] updates;
    private final double[] logarithms;
    private final double low;
    private final double high;

    private LossPlot(List<double[]> points) {
        updates = points.stream().mapToDouble(point -> point[0]).toArray();
        logarithms = points.stream().mapToDouble(point -> Math.log(point[1])).toArray();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double logarithm : logarithms) {
            least = Math.min(least, logarithm);
            most = Math.max(most, logarithm);
        }
        low = least;
        high = Math.max(most, least + 1e-6);
    }

    /** Draws the losses of a run, if there are at least two. */
    static void draw(Path losses, Path png) throws IOException {
        List<double[]> points = new ArrayList<>();
        for (String line : Files.readAllLines(losses).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            double loss = Double.parseDouble(cells[1]);
            if (loss > 0) {
                points.add(new double[] {Double.parseDouble(cells[0]), loss});
            }
        }
        if (points.size() > 1) {
            BufferedImage image = new LossPlot(points).image();
            WholeFile.write(png, out -> PngEncoder.encode(image, out));
        }
    }

    private BufferedImage image() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        drawAxes(graphics);
        graphics.setColor(new Color(0xbbd4ee));
        graphics.draw(curve(logarithms));
        graphics.setColor(new Color(0x1f5fa8));
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(curve(smoothed()));
        graphics.dispose();
        return image;
    }

    private void drawAxes(Graphics2D graphics) {
        for (int i = 0; i <= GRID_LINES; i++) {
            double share = (double) i / GRID_LINES;
            double logarithm = low + share * (high - low);
            int y = (int) y(logarithm);
            graphics.setColor(new Color(0xdddddd));
            graphics.drawLine(MARGIN, y, WIDTH - MARGIN, y);
            graphics.setColor(Color.BLACK);
            graphics.drawString(String.format(Locale.ROOT, "%.3g", Math.exp(logarithm)), 8, y + 4);
            double update = updates[0] + share * (updates[updates.length - 1] - updates[0]);
            graphics.drawString(String.format(Locale.ROOT, "%.0f", update), (int) x(update) - 12, HEIGHT - MARGIN / 2);
        }
        graphics.drawString("loss over updates", MARGIN, MARGIN / 2);
    }

    private double[] smoothed() {
        double[] smoothed = logarithms.clone();
        for (int i = 1; i < smoothed.length; i++) {
            // A young average is a plain mean.
            double kept = Math.min(SMOOTHING, (double) i / (i + 1));
            smoothed[i] = kept * smoothed[i - 1] + (1 - kept) * logarithms[i];
        }
        return smoothed;
    }

    private Path2D curve(double[] values) {
        Path2D.Double curve = new Path2D.Double();
        curve.moveTo(x(updates[0]), y(values[0]));
        for (int i = 1; i < values.length; i++) {
            curve.lineTo(x(updates[i]), y(values[i]));
        }
        return curve;
    }

    private double x(double update) {
        double span = updates[updates.length - 1] - updates[0];
        return MARGIN + (update - updates[0]) / span * (WIDTH - 2 * MARGIN);
    }

    private double y(double logarithm) {
        return HEIGHT - MARGIN - (logarithm - low) / (high - low) * (HEIGHT - 2 * MARGIN);
    }
}
