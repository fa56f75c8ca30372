package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.error.MarigoldException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every plugin may do: returning tensors of a form, and failing by name. */
final class PluginResults {
    private PluginResults() {}

    /**
     * Returns what a plugin does.
     *
     * @param who names the plugin and what it is at
     * @throws InferenceException if it fails, unless it says so itself by an exception of this library
     */
    static <T extends @Nullable Object> T of(String who, Supplier<T> call) {
        try {
            return call.get();
        } catch (MarigoldException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InferenceException(who + " failed: " + e, e);
        }
    }

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
