package dev.marigold.cli;

import dev.marigold.image.DepthWriter;
import dev.marigold.prediction.DepthPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what a run found out.
 *
 * @param options what to write
 * @param plan where to write it
 * @param report what to add to the report
 */
record DepthOutput(OutputOptions options, OutputPlan plan, ReportWriter report) {
    /** Writes the maps of a picture and returns their files. */
    List<Path> write(Path image, DepthPrediction prediction) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<DepthFormat, Path> file : plan.depth(image).entrySet()) {
            file.getKey().writer(options.colormap()).write(prediction.depth(), file.getValue());
            written.add(file.getValue());
        }
        if (options.wantsUncertainty()) {
            Path file = plan.uncertainty(image);
            DepthWriter.npy().write(prediction.uncertainty().orElseThrow(), file);
            written.add(file);
        }
        report.addImage(image, written, prediction);
        return written;
    }

    /** Writes the report if it is wanted. */
    void finish() throws IOException {
        if (options.report().isPresent()) {
            report.write(options.report().get());
        }
    }
}
