package dev.marigold.cli.training;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.random.Architecture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads which networks are trained from scratch. */
final class ScratchSettings {
    private static final double EPSILON = 1e-5;
    private static final int VOCABULARY = 514;
    private static final int POSITIONS = 77;
    private static final int ANY = Integer.MAX_VALUE;
    /** As estimators take it. */
    private static final int LARGEST_RESOLUTION = 16384;

    private ScratchSettings() {}

    static Architecture read(Section section) {
        section.keys("autoencoder", "unet", "resolution");
        AutoencoderConfig autoencoder = autoencoder(section.section("autoencoder"));
        UnetConfig unet = unet(section.section("unet"), autoencoder.latentChannels());
        int resolution = section.integer("resolution", 192, 0, LARGEST_RESOLUTION);
        // As small as a text encoder can be: it says nothing.
        int width = unet.crossAttentionDim();
        ClipTextConfig text =
                new ClipTextConfig(VOCABULARY, width, width, 1, 1, POSITIONS, Activation.QUICK_GELU, EPSILON);
        return new Architecture(unet, autoencoder, text, resolution);
    }

    private static UnetConfig unet(Section section, int latentChannels) {
        section.keys("channels", "heads", "attention", "layers", "groups", "text-width");
        List<Integer> channels = section.integers("channels", 1);
        int levels = channels.size();
        List<Boolean> attention = attention(section, levels);
        List<Integer> heads = onePerLevel(section, "heads", section.integers("heads", 1), levels);
        section.check("heads", () -> {
            for (int i = 0; i < levels; i++) {
                requireFactor(heads.get(i), List.of(channels.get(i)));
            }
            return heads;
        });
        return new UnetConfig(
                2 * latentChannels,
                latentChannels,
                channels,
                attention,
                reversed(attention),
                section.integer("layers", 1, 1, ANY),
                heads,
                Collections.nCopies(levels, 1),
                section.integer("text-width", 16, 1, ANY),
                true,
                groups(section, channels),
                EPSILON,
                true,
                0);
    }

    /** Every level attends but the first, unless the file says otherwise. */
    private static List<Boolean> attention(Section section, int levels) {
        if (section.has("attention")) {
            List<Boolean> given = section.list("attention", "true and false", Section::truth);
            return onePerLevel(section, "attention", given, levels);
        }
        List<Boolean> attention = new ArrayList<>(Collections.nCopies(levels, true));
        attention.set(0, false);
        return attention;
    }

    private static AutoencoderConfig autoencoder(Section section) {
        return section.choice("kind", Kind.TINY) == Kind.TINY ? tiny(section) : kl(section);
    }

    private static AutoencoderConfig tiny(Section section) {
        section.keys("kind", "channels", "latent-channels", "encoder-blocks", "decoder-blocks");
        List<Integer> channels = section.integers("channels", 1);
        section.check("channels", () -> requireEqual(channels));
        return new AutoencoderTinyConfig(
                3,
                3,
                section.integer("latent-channels", 16, 1, ANY / 2),
                channels,
                reversed(channels),
                blocks(section, "encoder-blocks", channels),
                blocks(section, "decoder-blocks", channels),
                Activation.RELU,
                1);
    }

    /** The blocks of a level go on with what the level before gives them. */
    private static List<Integer> requireEqual(List<Integer> channels) {
        if (channels.stream().distinct().count() > 1) {
            throw new IllegalArgumentException("must be the same on every level, got " + channels);
        }
        return channels;
    }

    private static List<Integer> blocks(Section section, String key, List<Integer> channels) {
        return onePerLevel(section, key, section.integers(key, 1), channels.size());
    }

    private static AutoencoderConfig kl(Section section) {
        section.keys("kind", "channels", "latent-channels", "layers", "groups");
        List<Integer> channels = section.integers("channels", 1);
        return new AutoencoderKlConfig(
                3,
                3,
                section.integer("latent-channels", 4, 1, ANY / 2),
                channels,
                section.integer("layers", 1, 1, ANY),
                groups(section, channels),
                1,
                true,
                true,
                true);
    }

    private static int groups(Section section, List<Integer> channels) {
        int groups = section.integer("groups", 16, 1, ANY);
        return section.check("groups", () -> requireFactor(groups, channels));
    }

    private static int requireFactor(int factor, List<Integer> channels) {
        for (int count : channels) {
            if (count % factor != 0) {
                throw new IllegalArgumentException("must divide " + count + " channels, got " + factor);
            }
        }
        return factor;
    }

    private static <T> List<T> onePerLevel(Section section, String key, List<T> values, int levels) {
        return section.check(key, () -> {
            if (values.size() != levels) {
                throw new IllegalArgumentException(
                        "must be one for each of the " + levels + " channels, got " + values);
            }
            return values;
        });
    }

    private static <T> List<T> reversed(List<T> values) {
        List<T> reversed = new ArrayList<>(values);
        Collections.reverse(reversed);
        return reversed;
    }

    private enum Kind {
        TINY,
        KL
    }
}
