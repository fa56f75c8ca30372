package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** What every tensor that a plugin returns must be. */
final class PluginResults {
    private PluginResults() {}

    static FloatTensor requireShape(String who, @Nullable FloatTensor result, Shape expected) {
        if (result == null || !result.shape().equals(expected)) {
            throw new InferenceException(
                    who + " must have shape " + expected + ", got " + (result == null ? "null" : result.shape()));
        }
        return result;
    }

    static FloatTensor requireFinite(String who, FloatTensor result) {
        if (!result.isFinite()) {
            throw new InferenceException(notFinite(who, result));
        }
        return result;
    }

    static String notFinite(String who, FloatTensor result) {
        int size = Math.toIntExact(result.shape().elementCount());
        int first = 0;
        int bad = 0;
        for (int i = size - 1; i >= 0; i--) {
            if (!Float.isFinite(result.get(i))) {
                first = i;
                bad++;
            }
        }
        return who + " must be finite, got " + result.get(first) + " at " + first + " (" + bad + " of " + size
                + " values)";
    }
}
