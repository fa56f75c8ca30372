package dev.marigold.cli.depth;

import dev.marigold.calibration.CalibrationDomain;
import dev.marigold.calibration.DepthTransform;
import dev.marigold.calibration.KnownDepth;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Converters;
import dev.marigold.cli.option.Settings;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how depth becomes metres. */
final class MetricOptions {
    @Option(
            names = "--known-depth",
            paramLabel = "PLACE=METRES",
            converter = Converters.ToKnownDepth.class,
            description =
                    "A measured depth: X,Y of a pixel, or X,Y,WIDTH,HEIGHT of something flat that faces the camera; may be"
                            + " repeated.")
    private List<KnownDepth> known = List.of();

    @Option(
            names = "--known-depths",
            paramLabel = "FILE",
            description = "Measured depths: CSV with x,y,metres[,sigma] in each line, or an NPY map [H, W] in metres.")
    private @Nullable Path file;

    @Option(
            names = "--calibrate",
            paramLabel = "NAME",
            converter = Converters.ToDomain.class,
            description = "What the checkpoint's values are affine to: depth or disparity; default: depth.")
    private @Nullable CalibrationDomain domain;

    @Option(
            names = "--known-noise",
            paramLabel = "SHARE",
            description =
                    "Standard deviation of measured depths that state none, as a share of the depth; default: 0.02.")
    private @Nullable Double noise;

    @Option(
            names = "--shift",
            paramLabel = "B",
            description = "Depth at value 0 in metres (1/metres for disparity): measured depths give the scale only.")
    private @Nullable Double shift;

    @Option(
            names = "--near",
            paramLabel = "METRES",
            description = "Assume this depth at value 0 where nothing was measured; needs --far.")
    private @Nullable Double near;

    @Option(names = "--far", paramLabel = "METRES", description = "Assume this depth at value 1; needs --near.")
    private @Nullable Double far;

    /** Returns the file that measured depths are read from. */
    Optional<Path> knownDepthsFile() {
        return Optional.ofNullable(file);
    }

    /**
     * Returns how depth becomes metres; empty if the options do not say it.
     *
     * @throws UsageException if they contradict each other
     * @throws IOException if a file cannot be read or is damaged
     */
    Optional<Metres> read() throws IOException {
        boolean measured = !known.isEmpty() || file != null;
        if (!measured && (domain != null || shift != null || noise != null)) {
            throw new UsageException("--calibrate, --shift and --known-noise need --known-depth or --known-depths");
        }
        if (near != null || far != null) {
            return Optional.of(assumed(measured));
        }
        return measured ? Optional.of(calibrated()) : Optional.empty();
    }

    private Metres assumed(boolean measured) {
        if (near == null || far == null) {
            throw new UsageException(
                    "--near and --far must be given together, got only " + (near == null ? "--far" : "--near"));
        }
        if (measured) {
            throw new UsageException(
                    "--near and --far are assumptions for where nothing was measured; leave them out beside"
                            + " --known-depth and --known-depths");
        }
        double first = near;
        Metres[] assumed = new Metres[1];
        // By itself first, so that it is not --far that is blamed.
        Settings.set("--near", near, value -> DepthTransform.between(value, Float.MAX_VALUE));
        Settings.set("--far", far, last -> assumed[0] = Metres.of(DepthTransform.between(first, last)));
        return assumed[0];
    }

    private Metres calibrated() throws IOException {
        List<KnownDepth> all = new ArrayList<>(known);
        KnownDepthsFile read = file == null ? null : KnownDepthsFile.read(file);
        if (read != null) {
            all.addAll(read.depths());
        }
        if (all.size() < 2 && shift == null) {
            throw new UsageException("scale and shift need at least 2 measured depths, got " + all.size()
                    + "; with --shift one is enough");
        }
        Consumer<MetricCalibration.Builder> settings = builder -> {
            Settings.set("--calibrate", domain, builder::domain);
            Settings.set("--known-noise", noise, builder::relativeNoise);
            Settings.set("--shift", shift, builder::knownShift);
        };
        settings.accept(MetricCalibration.builder(FloatTensor.copyOf(Shape.of(1, 1), 0)));
        return Metres.calibrated(all, read, settings);
    }
}
