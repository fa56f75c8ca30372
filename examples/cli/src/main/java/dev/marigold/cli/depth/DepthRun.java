package dev.marigold.cli.depth;

import dev.marigold.DepthEstimator;
import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.cli.console.UsageException;
import dev.marigold.error.CancelledException;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.progress.TraceListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes one picture after the other through an estimator; what fails is reported, and the others still run. */
final class DepthRun {
    private final DepthEstimator estimator;
    private final DepthInput input;
    private final DepthOutput output;
    private final ProgressDisplay progress;
    private final Console console;

    DepthRun(
            DepthEstimator estimator, DepthInput input, DepthOutput output, ProgressDisplay progress, Console console) {
        this.estimator = estimator;
        this.input = input;
        this.output = output;
        this.progress = progress;
        this.console = console;
    }

    /** Returns the exit code: 0, or 1 if a picture failed. */
    int run(List<Path> images) throws IOException {
        int exitCode = 0;
        Optional<Path> trace = output.options().trace();
        for (Path image : images) {
            progress.about(String.valueOf(image.getFileName()));
            if (!succeeds(image, trace)) {
                exitCode = 1;
            }
            trace = Optional.empty();
        }
        output.finish();
        return exitCode;
    }

    private boolean succeeds(Path image, Optional<Path> trace) {
        try {
            predict(image, trace);
            return true;
        } catch (CancelledException | UsageException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Whatever is wrong with one picture, be it too large, or with a plugin that is not ours, must not take the
            // others along.
            progress.close();
            // While the process ends, engines fail in ways that say nothing about the picture.
            input.cancellation().throwIfCancelled();
            console.failure(image, e);
            output.report().addFailure(image, e);
            return false;
        }
    }

    private void predict(Path image, Optional<Path> trace) throws IOException {
        TraceFile tensors = new TraceFile();
        TraceListener listener = trace.isPresent() ? tensors : TraceListener.none();
        RgbImage picture = input.read(image);
        output.metric().check(image, picture);
        DepthPrediction prediction = estimator.estimate(input.request(picture, listener));
        progress.close();
        if (trace.isPresent()) {
            tensors.write(trace.get());
            console.out().println(trace.get());
        }
        output.write(image, picture, prediction);
    }
}
