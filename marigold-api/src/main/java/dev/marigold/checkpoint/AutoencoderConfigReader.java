package dev.marigold.checkpoint;

import java.util.Collections;
import java.util.List;

/** Reads the {@code config.json} of an {@code AutoencoderKL} or {@code AutoencoderTiny}. */
final class AutoencoderConfigReader {
    // Each level halves the picture; more would overflow the factor between picture and latent.
    private static final int MAX_LEVELS = 16;
    private static final int PICTURE_CHANNELS = 3;
    private static final List<Integer> TINY_CHANNELS = List.of(64, 64, 64, 64);

    private final JsonFile json;

    private AutoencoderConfigReader(JsonFile json) {
        this.json = json;
    }

    static AutoencoderConfig read(JsonFile json) {
        AutoencoderConfigReader reader = new AutoencoderConfigReader(json);
        json.only("in_channels", PICTURE_CHANNELS);
        json.only("out_channels", PICTURE_CHANNELS);
        AutoencoderConfig config = switch (json.text("_class_name", "AutoencoderKL")) {
            case "AutoencoderKL" -> reader.kl();
            case "AutoencoderTiny" -> reader.tiny();
            default -> throw json.refuse("_class_name", "AutoencoderKL or AutoencoderTiny");
        };
        json.logIgnored();
        return config;
    }

    private AutoencoderKlConfig kl() {
        json.only("act_fn", "silu", "swish");
        json.only("shift_factor", 0);
        json.only("latents_mean");
        json.only("latents_std");
        List<Integer> channels = levels("block_out_channels", List.of(64));
        requireBlocks("down_block_types", "DownEncoderBlock2D", channels.size());
        requireBlocks("up_block_types", "UpDecoderBlock2D", channels.size());
        int groups = json.positive("norm_num_groups", 32);
        if (channels.stream().anyMatch(channel -> channel % groups != 0)) {
            throw json.refuse("block_out_channels", "multiples of norm_num_groups " + groups);
        }
        return new AutoencoderKlConfig(
                PICTURE_CHANNELS,
                PICTURE_CHANNELS,
                json.positive("latent_channels", 4),
                channels,
                json.positive("layers_per_block", 1),
                groups,
                json.aboveZero("scaling_factor", 0.18215),
                json.flag("use_quant_conv", true),
                json.flag("use_post_quant_conv", true),
                json.flag("mid_block_add_attention", true));
    }

    private AutoencoderTinyConfig tiny() {
        json.only("shift_factor", 0);
        json.only("upsample_fn", "nearest");
        json.only("upsampling_scaling_factor", 2);
        AutoencoderTinyConfig config = new AutoencoderTinyConfig(
                PICTURE_CHANNELS,
                PICTURE_CHANNELS,
                json.positive("latent_channels", 4),
                sameChannels("encoder_block_out_channels"),
                sameChannels("decoder_block_out_channels"),
                json.positives("num_encoder_blocks", List.of(1, 3, 3, 3)),
                json.positives("num_decoder_blocks", List.of(3, 3, 3, 1)),
                activation(),
                json.aboveZero("scaling_factor", 1));
        int levels = config.encoderChannels().size();
        requireSize("decoder_block_out_channels", config.decoderChannels(), levels);
        requireSize("num_encoder_blocks", config.encoderBlocks(), levels);
        requireSize("num_decoder_blocks", config.decoderBlocks(), levels);
        return config;
    }

    /** Between levels there is no convolution that changes the number of channels. */
    private List<Integer> sameChannels(String key) {
        return json.same(key, levels(key, TINY_CHANNELS));
    }

    private List<Integer> levels(String key, List<Integer> absent) {
        List<Integer> channels = json.positives(key, absent);
        if (channels.size() > MAX_LEVELS) {
            throw json.refuse(key, "a list of at most " + MAX_LEVELS);
        }
        return channels;
    }

    private Activation activation() {
        return switch (json.text("act_fn", "relu")) {
            case "relu" -> Activation.RELU;
            case "silu", "swish" -> Activation.SILU;
            case "gelu" -> Activation.GELU;
            default -> throw json.refuse("act_fn", "relu, silu or gelu");
        };
    }

    private void requireBlocks(String key, String type, int levels) {
        List<String> types = json.texts(key, Collections.nCopies(levels, type));
        if (!types.equals(Collections.nCopies(levels, type))) {
            throw json.refuse(key, "a list of " + levels + " " + type);
        }
    }

    private void requireSize(String key, List<Integer> values, int levels) {
        if (values.size() != levels) {
            throw json.refuse(key, "a list of " + levels + ", one for each of encoder_block_out_channels");
        }
    }
}
