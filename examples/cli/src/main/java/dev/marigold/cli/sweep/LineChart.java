package dev.marigold.cli.sweep;

import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.image.Colormap;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws lines with confidence bands. */
final class LineChart {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 760;
    private static final int BAND_ALPHA = 34;
    private static final int MARKER = 11;
    private static final float STROKE = 3;
    /** Viridis ends in a yellow that white paper swallows. */
    private static final float LIGHTEST = 0.82f;

    private static final Color GRID = new Color(0xe4e4e4);
    private static final Color INK = new Color(0x222222);

    private final XYChart chart = new XYChart(WIDTH, HEIGHT);
    private final DepthMetric metric;

    LineChart(String title, DepthMetric metric, ChartAxis axis) {
        this.metric = metric;
        chart.setTitle(title);
        chart.setXAxisTitle(axis.title());
        chart.setYAxisTitle(MetricFormat.title(metric));
        XYStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(axis.isLogarithmic());
        styler.setXAxisLogarithmicDecadeOnly(false);
        styler.setXAxisTickLabelsFormattingFunction(axis.label());
        styler.setYAxisDecimalPattern(metric.isShownAsPercentage() ? "0.0#" : "0.0###");
        style(styler);
    }

    private static void style(XYStyler styler) {
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 24))
                .setChartTitleBoxVisible(false)
                .setChartTitlePadding(14)
                .setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(INK)
                .setChartPadding(18)
                .setLegendFont(text)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendSeriesLineLength(40)
                .setMarkerSize(MARKER)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(0.92);
        styler.setAxisTitleFont(text)
                .setAxisTickLabelsFont(text)
                .setAxisTickLabelsColor(INK)
                .setAxisTitlePadding(14)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisTickMarkSpacingHint(90)
                .setYAxisTickMarkSpacingHint(70);
    }

    /** Draws the lines, the first one darkest; bands lie below all lines. */
    LineChart lines(List<ChartLine> lines) {
        List<ChartLine> drawn = lines.stream().filter(line -> line.size() > 0).toList();
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i).size() > 1) {
                band(drawn.get(i), color(i, drawn.size()));
            }
        }
        for (int i = 0; i < drawn.size(); i++) {
            line(drawn.get(i), color(i, drawn.size()));
        }
        return this;
    }

    private static Color color(int index, int count) {
        return new Color(Colormap.ofId("viridis").colorOf(count == 1 ? 0.3f : LIGHTEST * index / (count - 1)));
    }

    private void band(ChartLine line, Color color) {
        Color faint = new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA);
        XYSeries series = chart.addSeries(line.name() + " band", line.bandX(), line.bandY(metric));
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(faint);
        series.setLineColor(new Color(0, true));
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
    }

    private void line(ChartLine line, Color color) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y(metric));
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(STROKE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
    }

    /** Writes the chart as PNG; the file is whole or not there. */
    void write(Path file) throws IOException {
        BufferedImage image = BitmapEncoder.getBufferedImage(chart);
        OutputFile.create(file, temporary -> ImageIO.write(image, "png", temporary.toFile()));
    }
}
