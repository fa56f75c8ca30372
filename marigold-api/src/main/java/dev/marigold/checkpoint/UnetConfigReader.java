package dev.marigold.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** Reads the {@code config.json} of a {@code UNet2DConditionModel} and refuses what {@link UnetConfig} cannot express. */
final class UnetConfigReader {
    private static final List<String> DOWN =
            List.of("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D");
    private static final List<String> UP =
            List.of("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D");

    private final JsonFile json;

    private UnetConfigReader(JsonFile json) {
        this.json = json;
    }

    static UnetConfig read(JsonFile json) {
        UnetConfigReader reader = new UnetConfigReader(json);
        reader.refuseUnsupported();
        UnetConfig config = reader.config();
        reader.check(config);
        json.logIgnored();
        return config;
    }

    private void refuseUnsupported() {
        json.only("_class_name", "UNet2DConditionModel");
        json.only("act_fn", "silu", "swish");
        json.only("mid_block_type", "UNetMidBlock2DCrossAttn");
        json.only("time_embedding_type", "positional");
        json.only("resnet_time_scale_shift", "default");
        json.only("attention_type", "default");
        json.only("conv_in_kernel", 3);
        json.only("conv_out_kernel", 3);
        json.only("downsample_padding", 1);
        json.only("mid_block_scale_factor", 1);
        json.only("resnet_out_scale_factor", 1);
        json.only("center_input_sample", false);
        json.only("dual_cross_attention", false);
        json.only("only_cross_attention", false);
        json.only("mid_block_only_cross_attention", false);
        json.only("resnet_skip_time_act", false);
        for (String key : List.of(
                "class_embed_type",
                "num_class_embeds",
                "addition_embed_type",
                "encoder_hid_dim",
                "encoder_hid_dim_type",
                "time_cond_proj_dim",
                "time_embedding_dim",
                "time_embedding_act_fn",
                "timestep_post_act",
                "cross_attention_norm",
                "reverse_transformer_layers_per_block")) {
            json.only(key);
        }
    }

    private UnetConfig config() {
        List<Integer> channels = json.positives("block_out_channels", List.of(320, 640, 1280, 1280));
        int levels = channels.size();
        List<Integer> headDim = json.positives("attention_head_dim", levels, 8);
        boolean heads = json.find("num_attention_heads").isPresent();
        return new UnetConfig(
                json.positive("in_channels", 4),
                json.positive("out_channels", 4),
                channels,
                crossAttention("down_block_types", "DownBlock2D", levels, DOWN),
                crossAttention("up_block_types", "UpBlock2D", levels, UP),
                equal("layers_per_block", levels, 2),
                heads ? json.positives("num_attention_heads", levels, 8) : headDim,
                json.positives("transformer_layers_per_block", levels, 1),
                equal("cross_attention_dim", levels, 1280),
                json.flag("use_linear_projection", false),
                json.positive("norm_num_groups", 32),
                json.aboveZero("norm_eps", 1e-5),
                json.flag("flip_sin_to_cos", true),
                json.number("freq_shift", 0));
    }

    private List<Boolean> crossAttention(String key, String plain, int levels, List<String> absent) {
        String attending = "CrossAttn" + plain;
        List<Boolean> flags = new ArrayList<>();
        for (String type : json.texts(key, absent)) {
            if (!type.equals(plain) && !type.equals(attending)) {
                throw json.refuse(key, "a list of " + plain + " and " + attending);
            }
            flags.add(type.equals(attending));
        }
        if (flags.size() != levels) {
            throw json.refuse(key, "a list of " + levels + ", one for each of block_out_channels");
        }
        return flags;
    }

    private int equal(String key, int levels, int absent) {
        return json.same(key, json.positives(key, levels, absent)).get(0);
    }

    private void check(UnetConfig config) {
        int first = config.blockOutChannels().get(0);
        // Half the channels less this divides the exponents of the time embedding.
        int half = first / 2;
        if (config.frequencyShift() >= half) {
            throw json.refuse("freq_shift", "below half of the first of block_out_channels " + first);
        }
        for (int level = 0; level < config.levels(); level++) {
            int channels = config.blockOutChannels().get(level);
            int heads = config.attentionHeads().get(level);
            boolean last = level == config.levels() - 1;
            boolean attends = last
                    || config.downCrossAttention().get(level)
                    || config.upCrossAttention().get(config.levels() - 1 - level);
            if (channels % config.normGroups() != 0) {
                throw json.refuse("block_out_channels", "multiples of norm_num_groups " + config.normGroups());
            }
            if (attends && channels % heads != 0) {
                throw json.refuse("block_out_channels", "multiples of the numbers of heads " + config.attentionHeads());
            }
        }
    }
}
