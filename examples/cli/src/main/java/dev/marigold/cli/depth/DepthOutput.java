package dev.marigold.cli.depth;

import dev.marigold.calibration.CalibrationDomain;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.cli.console.Console;
import dev.marigold.image.Colormap;
import dev.marigold.image.DepthWriter;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a run found out.
 *
 * @param options what to write
 * @param plan where to write it
 * @param metric what to write in metres
 * @param report what to add to the report
 * @param console where to say what matters about the files
 */
record DepthOutput(OutputOptions options, OutputPlan plan, MetricOutput metric, ReportWriter report, Console console) {
    /**
     * Writes the files of a picture and prints their names. Those that need metres come last: what was predicted is not lost if the
     * measurements turn out not to fit.
     */
    void write(Path image, RgbImage picture, DepthPrediction prediction) throws IOException {
        ReportWriter.Entry entry = report.entry(image, prediction);
        Map<DepthFormat, Path> files = plan.depth(image);
        Colormap colours = options.colormap(prediction.depth());
        for (Map.Entry<DepthFormat, Path> file : files.entrySet()) {
            if (!file.getKey().isMetric()) {
                file.getKey().writer(colours).write(prediction.depth(), file.getValue());
                add(file.getValue(), entry);
            }
        }
        if (options.wantsUncertainty()) {
            Path file = plan.uncertainty(image);
            DepthWriter.npy().write(prediction.uncertainty().orElseThrow(), file);
            add(file, entry);
        }
        Optional<MetricCalibration> calibration = metric.calibrate(prediction);
        calibration.ifPresent(found -> console.note(image + ": " + describe(found)));
        calibration.ifPresent(entry::addCalibration);
        if (files.keySet().stream().anyMatch(DepthFormat::isMetric)) {
            writeMetric(files, metric.scene(image, picture, prediction, calibration), entry);
        }
    }

    private void writeMetric(Map<DepthFormat, Path> files, MetricScene scene, ReportWriter.Entry entry)
            throws IOException {
        for (Map.Entry<DepthFormat, Path> file : files.entrySet()) {
            DepthFormat format = file.getKey();
            if (format.isMetric()) {
                int limited = scene.write(format, file.getValue());
                if (limited > 0) {
                    console.note(file.getValue() + " cannot hold " + limited
                            + " of the depths, they are limited to 1 to 65535 mm");
                }
                add(file.getValue(), entry);
                if (!scene.space().wantsVertexColors()) {
                    format.companions(file.getValue()).forEach(companion -> add(companion, entry));
                }
            }
        }
    }

    private void add(Path file, ReportWriter.Entry entry) {
        console.out().println(file);
        entry.addOutput(file);
    }

    private static String describe(MetricCalibration calibration) {
        return String.format(
                Locale.ROOT,
                "%d of %d measured depths agree within %.2g %%; %s = %.6g * value %s %.6g",
                calibration.inlierCount(),
                calibration.known().size(),
                100 * calibration.relativeResidual(),
                calibration.transform().domain() == CalibrationDomain.DEPTH ? "metres" : "1/metres",
                calibration.transform().scale(),
                calibration.transform().shift() < 0 ? "-" : "+",
                Math.abs(calibration.transform().shift()));
    }

    /** Writes the report if it is wanted. */
    void finish() throws IOException {
        if (options.report().isPresent()) {
            report.write(options.report().get());
        }
    }
}
