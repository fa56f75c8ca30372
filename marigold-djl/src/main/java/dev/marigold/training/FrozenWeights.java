package dev.marigold.training;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.internal.numeric.HalfPrecision;
import java.io.IOException;
import java.util.Map;

/** The weights that checkpoints take from the start as they are. */
final class FrozenWeights {
    private FrozenWeights() {}

    /**
     * Refuses a type that cannot hold them, before anything is learnt that could not be saved.
     *
     * @param learnt what checkpoints have instead, by component and name
     * @throws IOException if a weight cannot be read
     * @throws IllegalArgumentException if one is too large for the type
     */
    static void requireWritable(Checkpoint start, Map<String, ? extends Map<String, ?>> learnt, DType type)
            throws IOException {
        if (type != DType.F16) {
            return;
        }
        Map<String, Weights> components = Map.of(
                "unet", start.unetWeights(),
                "vae", start.autoencoderWeights(),
                "text_encoder", start.textEncoderWeights());
        for (Map.Entry<String, Weights> component : components.entrySet()) {
            Map<String, ?> changed = learnt.get(component.getKey());
            for (String name : component.getValue().names()) {
                Weight weight = component.getValue().get(name);
                boolean isKept = changed == null || !changed.containsKey(name);
                if (isKept && weight.dtype().isFloatingPoint() && weight.dtype() != DType.F16) {
                    requireHalf(weight, component.getKey() + "/" + name);
                }
            }
        }
    }

    private static void requireHalf(Weight weight, String key) throws IOException {
        for (float value : weight.readFloats()) {
            if (Math.abs(value) > HalfPrecision.LARGEST) {
                throw new IllegalArgumentException("weightType must be F32 where a weight that does not learn is above "
                        + HalfPrecision.LARGEST + ", got F16 and " + value + " in " + key);
            }
        }
    }
}
