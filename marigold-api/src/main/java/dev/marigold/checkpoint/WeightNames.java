package dev.marigold.checkpoint;

import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings names and shapes of older files to those of today. */
final class WeightNames {
    private static final Pattern ATTENTION = Pattern.compile(
            "(.*attentions\\.\\d+\\.)(query|key|value|proj_attn|to_q|to_k|to_v|to_out\\.0)(\\.weight|\\.bias)");
    private static final Map<String, String> DEPRECATED =
            Map.of("query", "to_q", "key", "to_k", "value", "to_v", "proj_attn", "to_out.0");
    static final String TEXT_PREFIX = "text_model.";
    private static final String POSITION_IDS = "embeddings.position_ids";

    private WeightNames() {}

    static Weights autoencoder(Weights weights) {
        Map<String, Weight> renamed = new LinkedHashMap<>();
        for (String name : weights.names()) {
            Matcher attention = ATTENTION.matcher(name);
            if (attention.matches()) {
                String projection = DEPRECATED.getOrDefault(attention.group(2), attention.group(2));
                put(renamed, weights, attention.group(1) + projection + attention.group(3), squeeze(weights.get(name)));
            } else {
                put(renamed, weights, name, weights.get(name));
            }
        }
        return new Weights(weights.source(), renamed);
    }

    static Weights textEncoder(Weights weights) {
        Map<String, Weight> renamed = new LinkedHashMap<>();
        for (String name : weights.names()) {
            String today = name.startsWith(TEXT_PREFIX) ? name.substring(TEXT_PREFIX.length()) : name;
            if (!today.equals(POSITION_IDS)) {
                put(renamed, weights, today, weights.get(name));
            }
        }
        return new Weights(weights.source(), renamed);
    }

    private static void put(Map<String, Weight> renamed, Weights weights, String name, Weight weight) {
        Weight other = renamed.put(name, weight);
        if (other != null) {
            throw new ModelLoadException(weights.source() + " must hold the weight '" + name + "' once, got tensors '"
                    + other.name() + "' and '" + weight.name() + "'");
        }
    }

    private static Weight squeeze(Weight weight) {
        Shape shape = weight.shape();
        boolean pointwise = shape.rank() == 4 && shape.extent(2) == 1 && shape.extent(3) == 1;
        return pointwise ? weight.reshape(Shape.of(shape.extent(0), shape.extent(1))) : weight;
    }
}
