package dev.marigold.checkpoint;

/** Reads the {@code config.json} of a {@code CLIPTextModel}; defaults are those of transformers. */
final class ClipTextConfigReader {
    private ClipTextConfigReader() {}

    static ClipTextConfig read(JsonFile json) {
        json.only("model_type", "clip_text_model");
        ClipTextConfig config = new ClipTextConfig(
                json.positive("vocab_size", 49408),
                json.positive("hidden_size", 512),
                json.positive("intermediate_size", 2048),
                json.positive("num_hidden_layers", 12),
                json.positive("num_attention_heads", 8),
                json.positive("max_position_embeddings", 77),
                activation(json),
                json.aboveZero("layer_norm_eps", 1e-5));
        if (config.hiddenSize() % config.heads() != 0) {
            throw json.refuse("hidden_size", "a multiple of num_attention_heads " + config.heads());
        }
        if (config.maxPositions() < EmptyPrompt.TOKENS) {
            throw json.refuse("max_position_embeddings", "at least " + EmptyPrompt.TOKENS + ", for the empty prompt");
        }
        json.logIgnored();
        return config;
    }

    private static Activation activation(JsonFile json) {
        return switch (json.text("hidden_act", "quick_gelu")) {
            case "gelu" -> Activation.GELU;
            case "quick_gelu" -> Activation.QUICK_GELU;
            default -> throw json.refuse("hidden_act", "gelu or quick_gelu");
        };
    }
}
