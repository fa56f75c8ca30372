package dev.marigold.cli.depth;

import dev.marigold.DepthRequest;
import dev.marigold.error.InvalidImageException;
import dev.marigold.image.ImageLimits;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.TraceListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What all requests of a run have in common.
 *
 * @param limits largest picture to read
 * @param start says where predictions start from
 * @param cancellation stops the run
 */
record DepthInput(ImageLimits limits, Consumer<DepthRequest.Builder> start, Cancellation cancellation) {
    /** Reads a picture. */
    RgbImage read(Path image) throws IOException {
        try {
            return RgbImage.read(image, limits);
        } catch (InvalidImageException e) {
            // What the library calls a setting is an option here.
            throw new InvalidImageException(String.valueOf(e.getMessage()).replace("ImageLimits", "--max-pixels"), e);
        }
    }

    /** Returns what to ask about a picture. */
    DepthRequest request(RgbImage picture, TraceListener trace) {
        DepthRequest.Builder request =
                DepthRequest.builder(picture).cancellation(cancellation).trace(trace);
        start.accept(request);
        return request.build();
    }
}
