package dev.marigold.cli.report;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.evaluation.AlignedDepth;
import dev.marigold.image.Colormap;
import java.io.IOException;
import java.util.Locale;

/**
 * A picture, its measured depth, the prediction, and where it is wrong; all as data URIs.
 *
 * @param near shortest distance of the depth colours, metres
 * @param far longest distance of the depth colours, metres
 * @param measured share of the pixels that are measured, as text
 * @param depthColours style of the legend of depth
 */
record ExamplePicture(
        String photo,
        String truth,
        String prediction,
        String error,
        String near,
        String far,
        String measured,
        String depthColours) {
    /** The relative error from which on all errors look alike. */
    static final double LARGEST_ERROR = 0.5;

    private static final Palette ERRORS = new Palette(Colormap.ofId("magma"), 0, LARGEST_ERROR);

    static ExamplePicture of(DepthSample sample, AlignedDepth aligned, GroundTruth truth) throws IOException {
        Tile measured = Tile.of(truth.depth(), truth.valid());
        Palette depths = new Palette(Colormap.spectral(), measured.quantile(0.02), measured.quantile(0.98));
        double share = truth.valid().count() / (double) truth.depth().shape().elementCount();
        return new ExamplePicture(
                DataUri.jpeg(Tile.of(sample.image())),
                DataUri.png(depths.paint(measured)),
                DataUri.png(depths.paint(Tile.of(aligned.depth()))),
                DataUri.png(ERRORS.paint(Tile.ofErrors(aligned.depth(), truth.depth(), truth.valid()))),
                metres(depths.low()),
                metres(depths.high()),
                String.format(Locale.ROOT, "%.0f %%", 100 * share),
                depths.gradient());
    }

    /** Returns the style of the legend of errors. */
    static String errorColours() {
        return ERRORS.gradient();
    }

    private static String metres(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f m" : "%.1f m", value);
    }
}
