package dev.marigold.cli.depth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.file.OutputFile;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.Provenance;
import dev.marigold.prediction.Timings;
import dev.marigold.progress.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Collects what happened to each picture and writes it as JSON. */
final class ReportWriter {
    private static final List<Stage> STAGES =
            List.of(Stage.PREPROCESS, Stage.ENCODE, Stage.DENOISE, Stage.DECODE, Stage.ENSEMBLE, Stage.RESTORE);
    private static final double NANOS_PER_MILLI = 1e6;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode report = mapper.createObjectNode();
    private final ArrayNode images = report.putArray("images");
    private final ArrayNode failures = report.putArray("failures");

    ReportWriter(EngineOptions engine, Duration loadTime) {
        report.put("model", engine.model());
        for (String key : List.of("backend", "scheduler", "ensembler", "steps", "ensembleSize", "resolution")) {
            report.putNull(key);
        }
        report.put("precision", engine.precision());
        report.put("threads", engine.threads());
        report.put("loadMillis", millis(loadTime));
    }

    /** Returns what is to be said of a predicted picture; it is in the report from its first file on. */
    Entry entry(Path input, DepthPrediction prediction) {
        return new Entry(input, prediction);
    }

    /** A picture of which files are written one after the other. If a later one fails, the report still has those that are there. */
    final class Entry {
        private final Provenance provenance;
        private final ObjectNode image = mapper.createObjectNode();
        private final ArrayNode files;

        private Entry(Path input, DepthPrediction prediction) {
            provenance = prediction.provenance();
            image.put("input", input.toString());
            files = image.putArray("outputs");
            image.put("width", prediction.width());
            image.put("height", prediction.height());
            putOptional(image, "seed", provenance.seed());
            addTimings(image.putObject("timingsMillis"), prediction.timings());
        }

        /** Adds a file that is written. */
        void addOutput(Path file) {
            if (files.isEmpty()) {
                putSettings(provenance);
                images.add(image);
            }
            files.add(file.toString());
        }

        /** Adds how values became metres. */
        void addCalibration(MetricCalibration calibration) {
            image.putObject("calibration")
                    .put("domain", calibration.transform().domain().name().toLowerCase(Locale.ROOT))
                    .put("scale", calibration.transform().scale())
                    .put("shift", calibration.transform().shift())
                    .put("scaleError", calibration.scaleError())
                    .put("shiftError", calibration.shiftError())
                    .put("knownDepths", calibration.known().size())
                    .put("inliers", calibration.inlierCount())
                    .put("relativeResidual", calibration.relativeResidual());
        }
    }

    private void putSettings(Provenance provenance) {
        report.put("backend", provenance.backend());
        report.put("scheduler", provenance.scheduler());
        report.put("ensembler", provenance.ensembler());
        report.put("steps", provenance.steps());
        report.put("ensembleSize", provenance.ensembleSize());
        report.put("resolution", provenance.processingResolution());
    }

    void addFailure(Path input, Throwable failure) {
        failures.addObject().put("input", input.toString()).put("message", Console.describe(failure));
    }

    /** Writes the report; the file is whole or not there. */
    void write(Path file) throws IOException {
        putOptional(report, "peakRssBytes", PeakMemory.bytes());
        OutputFile.write(file, report.toPrettyString() + "\n");
    }

    private static void addTimings(ObjectNode target, Timings timings) {
        for (Stage stage : STAGES) {
            target.put(stage.name().toLowerCase(Locale.ROOT), millis(timings.of(stage)));
        }
        target.put("total", millis(timings.total()));
    }

    private static void putOptional(ObjectNode target, String key, OptionalLong value) {
        if (value.isPresent()) {
            target.put(key, value.getAsLong());
        } else {
            target.putNull(key);
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }
}
