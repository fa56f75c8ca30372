package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.UnetConfig;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Configurations under the keys that diffusers and transformers read. */
final class ConfigFiles {
    private ConfigFiles() {}

    static Map<String, Object> unet(UnetConfig config) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("_class_name", "UNet2DConditionModel");
        keys.put("act_fn", "silu");
        keys.put("attention_head_dim", config.attentionHeads());
        keys.put("block_out_channels", config.blockOutChannels());
        keys.put("cross_attention_dim", config.crossAttentionDim());
        keys.put("down_block_types", blockTypes("DownBlock2D", config.downCrossAttention()));
        keys.put("flip_sin_to_cos", config.flipSinToCos());
        // As others write it: 0, not 0.0.
        keys.put("freq_shift", BigDecimal.valueOf(config.frequencyShift()).stripTrailingZeros());
        keys.put("in_channels", config.inChannels());
        keys.put("layers_per_block", config.layersPerBlock());
        keys.put("mid_block_type", "UNetMidBlock2DCrossAttn");
        keys.put("norm_eps", config.normEpsilon());
        keys.put("norm_num_groups", config.normGroups());
        keys.put("out_channels", config.outChannels());
        keys.put("transformer_layers_per_block", config.transformerLayers());
        keys.put("up_block_types", blockTypes("UpBlock2D", config.upCrossAttention()));
        keys.put("use_linear_projection", config.linearProjection());
        return keys;
    }

    static Map<String, Object> autoencoder(AutoencoderConfig config) {
        return config instanceof AutoencoderKlConfig kl ? autoencoderKl(kl) : tiny((AutoencoderTinyConfig) config);
    }

    private static Map<String, Object> tiny(AutoencoderTinyConfig config) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("_class_name", "AutoencoderTiny");
        keys.put("act_fn", config.activation().name().toLowerCase(Locale.ROOT));
        keys.put("decoder_block_out_channels", config.decoderChannels());
        keys.put("encoder_block_out_channels", config.encoderChannels());
        keys.put("in_channels", config.inChannels());
        keys.put("latent_channels", config.latentChannels());
        keys.put("num_decoder_blocks", config.decoderBlocks());
        keys.put("num_encoder_blocks", config.encoderBlocks());
        keys.put("out_channels", config.outChannels());
        keys.put("scaling_factor", config.scalingFactor());
        return keys;
    }

    private static Map<String, Object> autoencoderKl(AutoencoderKlConfig config) {
        int levels = config.blockOutChannels().size();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("_class_name", "AutoencoderKL");
        keys.put("act_fn", "silu");
        keys.put("block_out_channels", config.blockOutChannels());
        keys.put("down_block_types", Collections.nCopies(levels, "DownEncoderBlock2D"));
        keys.put("in_channels", config.inChannels());
        keys.put("latent_channels", config.latentChannels());
        keys.put("layers_per_block", config.layersPerBlock());
        keys.put("mid_block_add_attention", config.midBlockAttention());
        keys.put("norm_num_groups", config.normGroups());
        keys.put("out_channels", config.outChannels());
        keys.put("scaling_factor", config.scalingFactor());
        keys.put("up_block_types", Collections.nCopies(levels, "UpDecoderBlock2D"));
        keys.put("use_post_quant_conv", config.postQuantConvolution());
        keys.put("use_quant_conv", config.quantConvolution());
        return keys;
    }

    static Map<String, Object> textEncoder(ClipTextConfig config) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("architectures", List.of("CLIPTextModel"));
        keys.put("bos_token_id", config.vocabularySize() - 2);
        keys.put("eos_token_id", config.vocabularySize() - 1);
        keys.put("hidden_act", config.activation().name().toLowerCase(Locale.ROOT));
        keys.put("hidden_size", config.hiddenSize());
        keys.put("intermediate_size", config.intermediateSize());
        keys.put("layer_norm_eps", config.normEpsilon());
        keys.put("max_position_embeddings", config.maxPositions());
        keys.put("model_type", "clip_text_model");
        keys.put("num_attention_heads", config.heads());
        keys.put("num_hidden_layers", config.layers());
        keys.put("pad_token_id", config.vocabularySize() - 1);
        keys.put("vocab_size", config.vocabularySize());
        return keys;
    }

    private static List<String> blockTypes(String plain, List<Boolean> crossAttention) {
        return crossAttention.stream()
                .map(attends -> attends ? "CrossAttn" + plain : plain)
                .toList();
    }
}
