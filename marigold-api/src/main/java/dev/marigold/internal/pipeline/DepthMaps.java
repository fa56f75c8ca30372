package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A depth map and how sure it is.
 *
 * @param depth shape {@code [H, W]}
 * @param uncertainty shape {@code [H, W]}; null if there was one member only
 */
public record DepthMaps(FloatTensor depth, @Nullable FloatTensor uncertainty) {
    DepthMaps map(UnaryOperator<FloatTensor> ofDepth, UnaryOperator<FloatTensor> ofUncertainty) {
        return new DepthMaps(ofDepth.apply(depth), uncertainty == null ? null : ofUncertainty.apply(uncertainty));
    }
}
