package dev.marigold.cli;

import dev.marigold.DepthRequest;
import dev.marigold.image.ImageLimits;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What all requests of a run have in common.
 *
 * @param limits largest picture to read
 * @param latents the random start, empty to draw it
 * @param cancellation stops the run
 */
record DepthInput(ImageLimits limits, Optional<FloatTensor> latents, Cancellation cancellation) {
    /** Reads a picture. */
    RgbImage read(Path image) throws IOException {
        return RgbImage.read(image, limits);
    }

    /** Returns what to ask about a picture. */
    DepthRequest request(RgbImage picture, TraceListener trace) {
        DepthRequest.Builder request =
                DepthRequest.builder(picture).cancellation(cancellation).trace(trace);
        latents.ifPresent(request::latents);
        return request.build();
    }
}
